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
const { marksOf, standsOut } = await load("network_map/showing");

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

const LOOK = { trail: [], chain: [], cut: [] };
const link = (source, target) => ({ key: `${source}→${target}`, source, target, flows: [flow(`${source}${target}`, source, target)] });
const GRAPH = { nodes: ["P", "Q", "R", "S"].map((key) => ({ key, id: key, code: key, label: "" })), links: [link("P", "Q"), link("Q", "P"), link("R", "P"), link("R", "S")] };
const marked = (shown) => Object.fromEntries([...marksOf(GRAPH, { look: LOOK, selected: null, hovered: null, finds: null, ...shown })].map(([key, marks]) => [key, [...marks].filter((one) => one !== "said").sort().join(" ")]));

test("a network shows who serves the selected node and whom it serves, and sets the rest back", () => {
  assert.deepEqual(marked({ selected: "P" }), {
    "P→Q": "given", "Q→P": "received", "R→P": "received", "R→S": "away", P: "selected", Q: "customer", R: "supplier", S: "away",
  });
});

test("a network shows a path, what passes no longer, and what is looked for", () => {
  const trail = marked({ look: { ...LOOK, trail: ["R", "P"], cut: ["RS"] } });
  assert.deepEqual([trail["R→P"], trail.R, trail.S, trail["R→S"]], ["trail", "trail", "away", "away cut"]);
  const found = marked({ finds: ({ code }) => code === "S" });
  assert.deepEqual([found.S, found.P], ["hit", "away"]);
});

test("only the lines that tell something stand out", () => {
  const marks = new Map([["P→Q", new Set(["given", "said"])], ["R→S", new Set(["away"])]]);
  assert.deepEqual(GRAPH.links.filter((one) => standsOut(one, marks)).map(({ key }) => key), ["P→Q"]);
});
