// The geometry is pure: it is checked here without a browser, with a fixed width per letter.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "qualite-map-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const load = async (name) => {
  const outfile = path.join(folder, `${name.replaceAll("/", "-")}.mjs`);
  await build({ entryPoints: [path.join(here, `../src/${name}.ts`)], outfile, bundle: true, format: "esm", logLevel: "error" });
  return import(pathToFileURL(outfile).href);
};
const { layout } = await load("process_map/layout");
const { route } = await load("process_map/routing");
const { wrap, fold } = await load("common/text");
const measure = (text, size) => text.length * size * 0.52;

const families = [
  { id: "management", label: "Management", chain: false },
  { id: "realisation", label: "Réalisation", chain: true },
  { id: "support", label: "Support", chain: false },
];
const processes = families.flatMap(({ id }, f) =>
  Array.from({ length: [3, 7, 8][f] }, (_, i) => ({
    id: `${id}${i}`, code: `${"MRS"[f]}${i}`, label: "Assurer la veille technique et réglementaire", family: id, column: i, summary: "",
  })));
const parties = [0, 1, 2, 3, 4].flatMap((i) => [
  { id: `c${i}`, label: `Client numéro ${i}`, kind: "customer", summary: "" },
  { id: `p${i}`, label: `Prestataire numéro ${i}`, kind: "provider", summary: "" },
]);
const ids = [...processes, ...parties].map(({ id }) => id);
const flows = ids.flatMap((source, i) => [3, 7, 11].map((step) => ({
  id: `${source}>${step}`, source, target: ids[(i + step) % ids.length], label: "Sortie", feedback: step === 7, derived: false,
})));
const data = { signature: "", families, processes, parties, flows, selected: null, height: 600, texts: { customers_in: "Exigences des clients", customers_out: "Satisfaction des clients", providers: "Prestataires" } };

const contains = ({ box: a, shape }, { box: b }) => {
  const slack = shape === "chip" || shape === "card" ? 0 : 17; // chevrons fit into each other
  return a.x + a.w - slack > b.x && b.x + b.w - slack > a.x && a.y + a.h - slack > b.y && b.y + b.h - slack > a.y;
};

for (const width of [320, 390, 700, 980, 1280, 1900]) {
  test(`nothing overlaps and nothing leaves the drawing at ${width} px`, () => {
    const map = layout(data, width, measure);
    for (const node of map.nodes) {
      const { x, y, w, h } = node.box;
      assert.ok(x >= 0 && y >= 0 && x + w <= width + 0.01 && y + h <= map.height + 0.01, node.key);
      assert.ok(!node.lines.some((line) => line.endsWith("…")), `${node.key} is cut: ${node.lines}`);
    }
    map.nodes.forEach((a, i) => map.nodes.slice(i + 1).forEach((b) => assert.ok(!contains(a, b), `${a.key} on ${b.key}`)));
  });

  test(`each flow ends at its customer at ${width} px`, () => {
    const map = layout(data, width, measure);
    const drawn = route(map, flows);
    assert.equal(drawn.length, flows.length);
    for (const flow of drawn) {
      const [x, y] = flow.head.match(/^M(-?[\d.]+) (-?[\d.]+)/).slice(1).map(Number);
      const { box } = map.nodes.find(({ key }) => key === flow.targetKey);
      assert.ok(x > box.x - 26 && x < box.x + box.w + 1 && y > box.y - 3 && y < box.y + box.h + 3, flow.id);
      assert.doesNotMatch(flow.path, /NaN|undefined/);
    }
  });
}

test("the same data gives the same drawing", () => {
  assert.deepEqual(route(layout(data, 980, measure), flows), route(layout(data, 980, measure), flows));
});

test("the chain keeps one line when there is room, and folds into even rows when there is not", () => {
  const rows = (width) => new Set(layout(data, width, measure).nodes.filter(({ chain }) => chain).map(({ row }) => row)).size;
  assert.equal(rows(1280), 1);
  assert.equal(rows(980), 2);
});

test("an empty map is a map", () => {
  const empty = { ...data, processes: [], parties: [], flows: [] };
  for (const width of [390, 1280]) assert.deepEqual(layout(empty, width, measure).nodes, []);
});

test("words are kept whole, no-break spaces too, and search ignores accents", () => {
  const width = (text) => text.length;
  assert.deepEqual(wrap("Piloter la qualité et l'amélioration", 18, 3, width), ["Piloter la qualité", "et l'amélioration"]);
  assert.deepEqual(wrap("Clients\u00a0: tous", 10, 2, width), ["Clients\u00a0:", "tous"]);
  assert.equal(fold("Réglementaire"), "reglementaire");
});
