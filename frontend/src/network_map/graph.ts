/** From the data to nodes and lines: labels broken in whole words, flows of one pair as one line. */

import { fold, wrap, type Measure } from "../common/text";
import type { MapData } from "../process_map/types";
import type { Graph, Link, Node } from "./types";

export const SIZE = 15;
export const LINE = 18;
const WIDTH = 132;
const FORMS: Record<string, Node["form"]> = { management: "card", realisation: "chevron", support: "cut" };
const TONES = new Set(["management", "realisation", "support"]);

function sized(node: Omit<Node, "lines" | "w" | "h">, measure: Measure): Node {
  const longest = Math.max(...node.label.split(/[ \n]+/).map((word) => measure(word, SIZE, 600)), 0);
  const lines = wrap(node.label, Math.max(WIDTH, longest + 1), 12, (text) => measure(text, SIZE, 600));
  if (node.code && fold(node.code) !== fold(node.label)) lines.unshift(node.code);
  const widest = Math.max(...lines.map((line) => measure(line, SIZE, 600)), 40);
  const margin = node.form === "chevron" ? 52 : node.form === "pill" ? 30 : 26;
  return { ...node, lines, w: Math.ceil(widest + margin), h: lines.length * LINE + 20 };
}

/** Nodes and lines; with `sides`, a customer stands where it asks and again where it receives. */
export function graphOf(data: MapData, sides: boolean, measure: Measure): Graph {
  const chains = new Set(data.families.filter((family) => family.chain).map((family) => family.id));
  const nodes: Node[] = data.processes.map((one) => sized({
    key: one.id, id: one.id, code: one.code, label: one.label, summary: one.summary,
    tone: TONES.has(one.family) ? one.family : "other",
    column: chains.has(one.family) ? one.column : null,
    form: chains.has(one.family) ? "chevron" : (FORMS[one.family] ?? "box"),
  }, measure));
  const ends = new Map(nodes.map((node) => [node.id, [node.key, node.key] as [string, string]]));
  const gives = new Set(data.flows.map((flow) => flow.source));
  const receives = new Set(data.flows.map((flow) => flow.target));
  for (const party of data.parties) {
    const twice = sides && party.kind === "customer" && gives.has(party.id) && receives.has(party.id);
    const make = (key: string): void => {
      nodes.push(sized({ key, id: party.id, code: "", label: party.label, summary: party.summary, tone: party.kind, column: null, form: party.kind === "customer" ? "pill" : "box" }, measure));
    };
    make(party.id);
    if (twice) make(`${party.id}|out`);
    ends.set(party.id, [party.id, twice ? `${party.id}|out` : party.id]);
  }
  const columns = new Map(nodes.map((node) => [node.key, node.column]));
  const core = (source: string, target: string): boolean => {
    const [from, to] = [columns.get(source) ?? null, columns.get(target) ?? null];
    return from !== null && to !== null && from < to;
  };
  const links = new Map<string, Link>();
  for (const flow of data.flows) {
    const source = ends.get(flow.source)?.[0];
    const target = ends.get(flow.target)?.[1];
    if (!source || !target || source === target) continue;
    const key = `${source}→${target}${flow.derived ? "·" : ""}`;
    const link = links.get(key) ?? { key, source, target, flows: [], feedback: true, derived: flow.derived, core: core(source, target) };
    link.flows.push(flow);
    link.feedback &&= flow.feedback;
    links.set(key, link);
  }
  return { nodes, links: [...links.values()] };
}
