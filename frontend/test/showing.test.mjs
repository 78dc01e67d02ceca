// Who is whose neighbour, and which flows make a path: what a click and a link light up.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "qualite-showing-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const load = async (name) => {
  const outfile = path.join(folder, `${name.replaceAll("/", "-")}.mjs`);
  await build({ entryPoints: [path.join(here, `../src/${name}.ts`)], outfile, bundle: true, format: "esm", logLevel: "error" });
  return import(pathToFileURL(outfile).href);
};
const { exchanged, neighboursOf, roleOf } = await load("process_map/neighbours");
const { onPath, signsOf } = await load("common/look");

const flow = (id, source, target, derived = false) => ({ id, source, target, label: id, feedback: false, derived });
const FLOWS = [flow("a", "P", "Q"), flow("b", "Q", "P"), flow("c", "P", "C"), flow("d", "C", "P"), flow("e", "P", "P")];
const node = (id, side = "inside") => ({ id, side, shape: "card" });

test("a neighbour is a customer, a supplier or both, and never the node itself", () => {
  const around = neighboursOf("P", FLOWS);
  assert.deepEqual([...around.keys()].sort(), ["C", "Q"]);
  assert.equal(roleOf(node("Q"), around.get("Q")), "both");
  assert.equal(roleOf(node("P"), around.get("P")), null);
});

test("of a customer drawn twice, each side tells its half", () => {
  const around = neighboursOf("P", FLOWS).get("C");
  assert.equal(roleOf(node("C", "in"), around), "supplier");
  assert.equal(roleOf(node("C", "out"), around), "customer");
  assert.deepEqual(exchanged(node("C", "in"), around).map(({ id }) => id), ["d"]);
});

test("a path is any flow from step to step, or exactly the flows named", () => {
  const look = { trail: ["P", "Q"], chain: [] };
  const flows = [...FLOWS, flow("f", "P", "Q"), flow("g", "P", "Q", true)];
  const on = (given) => flows.filter(onPath(given)).map(({ id }) => id);
  assert.deepEqual(on(look), ["a", "f"]);
  assert.deepEqual(on({ ...look, chain: ["f"] }), ["f"]);
  assert.deepEqual(on({ trail: [], chain: [] }), []);
});

test("the signs of a node are found among those of all", () => {
  const look = { signs: [{ id: "P", mark: "?" }, { id: "Q", mark: "2" }, { id: "P", mark: "3" }] };
  assert.deepEqual(signsOf("P", look).map(({ mark }) => mark), ["?", "3"]);
  assert.deepEqual(signsOf("R", look), []);
});
