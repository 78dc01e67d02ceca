// Left to right: the chain of the product reads in its order whatever comes back, and nothing overlaps.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "qualite-network-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const load = async (name) => {
  const outfile = path.join(folder, `${name}.mjs`);
  await build({ entryPoints: [path.join(here, `../src/network_map/${name}.ts`)], outfile, bundle: true, format: "esm", logLevel: "error" });
  return import(pathToFileURL(outfile).href);
};
const { layered, chainOrder } = await load("layered");
const { graphOf } = await load("graph");
const { apart } = await load("force");
const measure = (text, size) => text.length * size * 0.52;

const organisation = (processes, flows) => ({
  families: [{ id: "realisation", label: "Réalisation", chain: true }, { id: "support", label: "Support", chain: false }],
  processes: Array.from({ length: processes }, (_, i) => ({
    id: `P${i}`, code: `P${i}`, label: "Assurer la veille technique et réglementaire", summary: "",
    family: i % 3 === 0 ? "realisation" : "support", column: Math.floor(i / 3),
  })),
  parties: [{ id: "C", label: "Client", kind: "customer", summary: "" }],
  flows: [
    { id: "in", source: "C", target: "P0", label: "Demande", feedback: true, derived: false },
    { id: "out", source: "P0", target: "C", label: "Produit", feedback: false, derived: false },
    ...Array.from({ length: flows }, (_, i) => ({
      id: `F${i}`, source: `P${(i * 7) % processes}`, target: `P${(i * 11 + 5) % processes}`, label: "Sortie", feedback: i % 9 === 0, derived: false,
    })),
  ],
});

for (const [processes, flows] of [[18, 50], [300, 1500]]) {
  const graph = graphOf(organisation(processes, flows), true, measure);

  test(`the chain reads from left to right among ${processes} processes`, () => {
    const order = chainOrder(graph).filter((key) => graph.nodes.find((node) => node.key === key).column !== null);
    const columns = order.map((key) => graph.nodes.find((node) => node.key === key).column);
    assert.deepEqual(columns, [...columns].sort((a, b) => a - b));
  });

  test(`nothing overlaps among ${processes} processes, and the same network is laid out the same`, () => {
    const { nodes } = layered(graph);
    const boxes = graph.nodes.map((node) => ({ ...node, ...nodes.get(node.key) }));
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) =>
      assert.ok(Math.abs(a.x - b.x) * 2 >= a.w + b.w || Math.abs(a.y - b.y) * 2 >= a.h + b.h - 0.01, `${a.key} on ${b.key}`)));
    assert.deepEqual([...nodes], [...layered(graph).nodes]);
  });
}

test("a customer stands where it asks and where it receives, in the free layout once", () => {
  const keys = (sides) => graphOf(organisation(6, 4), sides, measure).nodes.map((node) => node.key).filter((key) => key.startsWith("C"));
  assert.deepEqual(keys(true), ["C", "C|out"]);
  assert.deepEqual(keys(false), ["C"]);
});

test("labels are broken in whole words and never cut", () => {
  for (const node of graphOf(organisation(6, 4), true, measure).nodes) {
    assert.equal(node.lines.filter((line) => line !== node.code).join(" "), node.label);
  }
});

test("nodes on one another are moved apart", () => {
  const graph = graphOf(organisation(12, 0), false, measure);
  const heap = new Map(graph.nodes.map((node, i) => [node.key, { x: i * 3, y: i }]));
  const places = apart(graph, new Map(heap));
  graph.nodes.forEach((a, i) => graph.nodes.slice(i + 1).forEach((b) => {
    const [p, q] = [places.get(a.key), places.get(b.key)];
    assert.ok(Math.abs(p.x - q.x) * 2 >= a.w + b.w - 1 || Math.abs(p.y - q.y) * 2 >= a.h + b.h - 1, `${a.key} on ${b.key}`);
  }));
});
