// One view for each place: nothing is drawn where there is no page left, and only the last call's end is the end.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "qualite-mounting-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const outfile = path.join(folder, "mounting.mjs");
await build({ entryPoints: [path.join(here, "../src/common/mounting.ts")], outfile, bundle: true, format: "esm", logLevel: "error" });
const { mounting } = await import(pathToFileURL(outfile).href);

class View {
  updates = 0;
  element = { remove: () => { this.removed = true; } };
  update() { this.updates++; }
  destroy() { this.destroyed = true; }
}

const place = (isConnected = true) => ({ isConnected, children: [], append(child) { this.children.push(child); } });

const component = () => {
  const mount = mounting();
  const made = [];
  const call = (parent) => mount(parent, () => { made.push(new View()); return made.at(-1); }, (view) => view.update());
  return { made, call };
};

test("a call that comes after the page was left draws nothing", () => {
  const { made, call } = component();
  const end = call(place(false));
  end();
  assert.equal(made.length, 0);
});

test("a place keeps its view from call to call, and another has its own", () => {
  const { made, call } = component();
  const here = place();
  call(here);
  call(here);
  call(place());
  assert.deepEqual(made.map(({ updates }) => updates), [2, 1]);
  assert.deepEqual(here.children, [made[0].element]);
});

test("the end of a call that was overtaken leaves the view in place", () => {
  const { made, call } = component();
  const here = place();
  const overtaken = call(here);
  const last = call(here);
  overtaken();
  assert.ok(!made[0].destroyed);
  last();
  assert.ok(made[0].destroyed && made[0].removed);
  overtaken();
  call(here);
  assert.equal(made.length, 2);
});
