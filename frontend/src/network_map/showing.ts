/** What the selection, the pointer, the path and the search change on a network that is drawn: marks. */

import { onPath, type Look } from "../common/look";
import { SAID } from "./layered";
import type { Graph, Link } from "./types";

/** What is to be shown; nodes are given by id, of which a customer may have two on the drawing. */
export interface Shown {
  look: Look;
  selected: string | null;
  hovered: string | null;
  /** tells what is looked for; nothing is, without it */
  finds: ((node: { code: string; label: string }) => boolean) | null;
}

/** The marks of each node and line that has any, by key; the style sheet says how each looks. */
export type Marks = ReadonlyMap<string, ReadonlySet<string>>;

class Marking {
  readonly found = new Map<string, Set<string>>();

  put(name: string, keys: Iterable<string>): void {
    for (const key of keys) {
      const marks = this.found.get(key);
      if (marks) marks.add(name);
      else this.found.set(key, new Set([name]));
    }
  }

  drop(name: string, keys: Iterable<string>): void {
    for (const key of keys) this.found.get(key)?.delete(name);
  }
}

const keysOf = (all: readonly { key: string }[]): string[] => all.map(({ key }) => key);

/** Works out the marks of every node and line. */
export function marksOf(graph: Graph, { look, selected, hovered, finds }: Shown): Marks {
  const { nodes, links } = graph;
  const marking = new Marking();
  const named = (id: string | null): Set<string> => new Set(id === null ? [] : keysOf(nodes.filter((node) => node.id === id)));
  const chosen = named(selected);
  const over = chosen.size > 0 ? chosen : named(hovered);
  const given = links.filter(({ source }) => over.has(source));
  const received = links.filter(({ target }) => over.has(target));
  marking.put("given", keysOf(given));
  marking.put("received", keysOf(received));
  if (over.size === 0 && links.length <= SAID) marking.put("said", keysOf(links));
  if (given.length + received.length <= SAID) marking.put("said", keysOf([...given, ...received]));
  if (chosen.size > 0) {
    const customers = new Set(given.map(({ target }) => target));
    const suppliers = received.map(({ source }) => source);
    marking.put("away", keysOf([...nodes, ...links]));
    marking.drop("away", [...chosen, ...customers, ...suppliers, ...keysOf(given), ...keysOf(received)]);
    marking.put("supplier", suppliers.filter((key) => !chosen.has(key) && !customers.has(key)));
    marking.put("customer", [...customers].filter((key) => !chosen.has(key)));
    marking.put("selected", chosen);
  }
  if (look.cut.length > 0) {
    const cut = new Set(look.cut);
    marking.put("cut", keysOf(links.filter(({ flows }) => flows.every(({ id }) => cut.has(id)))));
  }
  if (look.trail.length > 0) {
    const on = pathOf(graph, look);
    if (chosen.size === 0) marking.put("away", keysOf([...nodes, ...links]));
    marking.put("trail", on);
    marking.drop("away", on);
  }
  if (finds) {
    marking.put("hit", keysOf(nodes.filter(finds)));
    if (chosen.size === 0) marking.put("away", keysOf(nodes.filter((node) => !finds(node))));
  }
  return marking.found;
}

function pathOf({ nodes, links }: Graph, look: Look): string[] {
  const trailed = new Set(look.trail);
  const isStep = onPath(look);
  return keysOf([...nodes.filter(({ id }) => trailed.has(id)), ...links.filter(({ flows }) => flows.some(isStep))]);
}

const LIT = ["given", "received", "trail", "said"];

/** Tells whether a line is one of the few that stand out. */
export function standsOut(link: Link, marks: Marks): boolean {
  const own = marks.get(link.key);
  return own !== undefined && LIT.some((name) => own.has(name));
}
