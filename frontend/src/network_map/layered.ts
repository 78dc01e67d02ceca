/** Left to right: who gives stands left of who receives, wherever the loops of the network allow it. */

import dagre from "@dagrejs/dagre";

import { LINE } from "./graph";
import type { Graph, Link, Place, Places } from "./types";

/** Above these, the exact method takes seconds: ranks and crossings are then settled by simpler means. */
const FEW_NODES = 70;
const FEW_LINKS = 170;
const RANK_GAP = 48;
const NODE_GAP = 14;
/** how much the chain of the product counts against what steers and supports it */
const CHAIN = 12;
const SWEEPS = 10;
/** up to so many lines, all carry their words */
export const SAID = 14;

export function layered(graph: Graph): Places {
  return graph.nodes.length <= FEW_NODES && graph.links.length <= FEW_LINKS ? exact(graph) : swift(graph);
}

/** Places and bends by Sugiyama's method (K. Sugiyama et al., 1981), as dagre does it. */
function exact(graph: Graph): Places {
  const drawn = new dagre.graphlib.Graph({ multigraph: true });
  drawn.setGraph({ rankdir: "LR", nodesep: NODE_GAP, ranksep: RANK_GAP, edgesep: 12, acyclicer: "greedy" });
  drawn.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) drawn.setNode(node.key, { width: node.w, height: node.h });
  const at = new Map(chainOrder(graph).map((key, i) => [key, i]));
  const turned = new Set(graph.links.filter((link) => at.get(link.source)! > at.get(link.target)!).map((link) => link.key));
  for (const link of graph.links) {
    const [from, to] = turned.has(link.key) ? [link.target, link.source] : [link.source, link.target];
    // few lines say at all times what they carry: their words take room
    const words = graph.links.length <= SAID && link.flows.length === 1 ? Math.min(150, link.flows[0]!.label.length * 7) + 8 : 0;
    const room = words > 0 ? { width: words, height: 2 * LINE, labelpos: "c" } : {};
    drawn.setEdge(from, to, { ...room, weight: link.core ? CHAIN : turned.has(link.key) ? 1 : 2 }, link.key);
  }
  dagre.layout(drawn);
  const nodes = new Map<string, Place>();
  for (const node of graph.nodes) {
    const { x, y } = drawn.node(node.key) as unknown as Place;
    nodes.set(node.key, { x, y });
  }
  const bends = new Map<string, Place[]>();
  for (const link of graph.links) {
    const back = turned.has(link.key);
    const [from, to] = back ? [link.target, link.source] : [link.source, link.target];
    const points = ((drawn.edge(from, to, link.key) as unknown as { points?: Place[] }).points ?? []).slice(1, -1);
    bends.set(link.key, back ? points.reverse() : points);
  }
  return { nodes, bends };
}

/**
 * An order of the nodes that few lines contradict (P. Eades, X. Lin, W. F. Smyth, 1993), and that nothing in the
 * chain of the product contradicts: there, the columns lead.
 */
export function chainOrder(graph: Graph): string[] {
  const keys = graph.nodes.map((node) => node.key);
  const column = new Map(graph.nodes.map((node) => [node.key, node.column]));
  const out = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  const into = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  const before = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  const outside = new Set(graph.nodes.filter((node) => node.tone === "customer" || node.tone === "provider").map((node) => node.key));
  const tie = (source: string, target: string): void => {
    out.get(source)!.add(target);
    into.get(target)!.add(source);
  };
  for (const { source, target, feedback } of graph.links) {
    const [from, to] = [column.get(source) ?? null, column.get(target) ?? null];
    const inside = from !== null && to !== null;
    // what comes back inside does not turn the reading around; who stands outside asks at the left all the same
    if (inside ? from < to : !feedback || outside.has(source) || outside.has(target)) tie(source, target);
  }
  const chain = graph.nodes.filter((node) => node.column !== null).sort((a, b) => a.column! - b.column!);
  chain.forEach((node, i) => chain.slice(0, i).forEach((earlier) => {
    if (earlier.column! < node.column!) {
      before.get(node.key)!.add(earlier.key);
      tie(earlier.key, node.key);
    }
  }));
  const left: string[] = [];
  const right: string[] = [];
  const remaining = new Set(keys);
  const take = (key: string): void => {
    remaining.delete(key);
    for (const next of out.get(key)!) {
      into.get(next)!.delete(key);
      before.get(next)!.delete(key);
    }
    for (const previous of into.get(key)!) out.get(previous)!.delete(key);
  };
  while (remaining.size > 0) {
    let found = true;
    while (found) {
      found = false;
      for (const key of [...remaining]) {
        if (out.get(key)!.size === 0) {
          right.push(key);
          take(key);
          found = true;
        } else if (into.get(key)!.size === 0) {
          left.push(key);
          take(key);
          found = true;
        }
      }
    }
    let best: string | undefined;
    let most = -Infinity;
    for (const key of remaining) {
      if (before.get(key)!.size > 0) continue;
      const score = out.get(key)!.size - into.get(key)!.size;
      if (score > most) {
        most = score;
        best = key;
      }
    }
    if (best !== undefined) {
      left.push(best);
      take(best);
    }
  }
  return [...left, ...right.reverse()];
}

/** Ranks by longest path, brought to a number of columns that suits a screen, then ordered by barycentre. */
function swift(graph: Graph): Places {
  const keys = graph.nodes.map((node) => node.key);
  const order = chainOrder(graph);
  const at = new Map(order.map((key, i) => [key, i]));
  const forward = graph.links.filter((link) => at.get(link.source)! < at.get(link.target)!);
  const rank = new Map(keys.map((key) => [key, 0]));
  const after = new Map<string, Link[]>();
  for (const link of forward) after.set(link.source, [...(after.get(link.source) ?? []), link]);
  for (const key of order) {
    for (const { target } of after.get(key) ?? []) rank.set(target, Math.max(rank.get(target)!, rank.get(key)! + 1));
  }
  const deepest = Math.max(0, ...rank.values());
  const wanted = Math.max(6, Math.round(Math.sqrt(keys.length * 0.7)));
  const columns: string[][] = Array.from({ length: Math.min(deepest + 1, wanted) }, () => []);
  for (const key of order) {
    const column = deepest < wanted ? rank.get(key)! : Math.floor((rank.get(key)! * wanted) / (deepest + 1));
    columns[column]!.push(key);
  }
  untangle(columns, graph.links);
  const height = new Map(graph.nodes.map((node) => [node.key, node.h]));
  const width = Math.max(...graph.nodes.map((node) => node.w), 0);
  const tallest = Math.max(...columns.map((column) => column.reduce((sum, key) => sum + height.get(key)! + NODE_GAP, 0)), 0);
  const nodes = new Map<string, Place>();
  columns.forEach((column, c) => {
    const used = column.reduce((sum, key) => sum + height.get(key)!, 0);
    const gap = column.length > 1 ? Math.min(90, (tallest - used) / column.length) : 0;
    let y = (tallest - used - gap * (column.length - 1)) / 2;
    for (const key of column) {
      nodes.set(key, { x: c * (width + RANK_GAP), y: y + height.get(key)! / 2 });
      y += height.get(key)! + gap;
    }
  });
  return { nodes, bends: new Map() };
}

/** Puts each node at the mean height of those it is tied to, forth and back. */
function untangle(columns: string[][], links: readonly Link[]): void {
  const near = new Map<string, string[]>();
  for (const { source, target } of links) {
    near.set(source, [...(near.get(source) ?? []), target]);
    near.set(target, [...(near.get(target) ?? []), source]);
  }
  const height = new Map<string, number>();
  const note = (column: string[]): void => column.forEach((key, i) => height.set(key, (i + 0.5) / column.length));
  columns.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 ? [...columns].reverse() : columns) {
      const mean = (key: string): number => {
        const tied = near.get(key) ?? [];
        return tied.length ? tied.reduce((sum, other) => sum + height.get(other)!, 0) / tied.length : height.get(key)!;
      };
      const wanted = new Map(column.map((key) => [key, mean(key)]));
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      note(column);
    }
  }
}
