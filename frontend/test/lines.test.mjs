// Lines that look alike are drawn in one stroke: putting them together takes no longer than there are lines.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "qualite-lines-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const outfile = path.join(folder, "lines.mjs");
await build({ entryPoints: [path.join(here, "../src/network_map/lines.ts")], outfile, bundle: true, format: "esm", logLevel: "error" });
const { byLook } = await import(pathToFileURL(outfile).href);

const line = (colour, i) => ({ link: { key: `${i}` }, stroke: { colour, width: 1, dash: [], hollow: false, opacity: 1 } });

test("lines of one look stand together, in their order", () => {
  const found = byLook([line("red", 1), line("blue", 2), line("red", 3)]);
  assert.deepEqual(found.map((lines) => lines.map(({ link }) => link.key)), [["1", "3"], ["2"]]);
});

test("fifty thousand lines of one look take no second", () => {
  const many = Array.from({ length: 50_000 }, (_, i) => line("red", i));
  const before = process.cpuUsage();
  assert.equal(byLook(many)[0].length, many.length);
  assert.ok(process.cpuUsage(before).user < 1_000_000);
});
