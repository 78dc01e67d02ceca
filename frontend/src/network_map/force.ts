/** Nodes that repel, lines that pull: the network takes its own form, the same at every drawing. */

import type cytoscape from "cytoscape";

import type { Graph, Place } from "./types";

/** Numbers that look random and are the same each time (Lehmer, 1951). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Gives every node its place. */
export function force(cy: cytoscape.Core, graph: Graph): void {
  // the method draws lots: its lots are ours while it runs, so that a map is found again as it was
  const own = Math.random;
  Math.random = sequence(graph.nodes.length + 7);
  try {
    cy.layout({
      name: "fcose", quality: graph.nodes.length > 400 ? "default" : "proof", randomize: true, animate: false, fit: false, padding: 30,
      nodeDimensionsIncludeLabels: false, uniformNodeDimensions: false, packComponents: false,
      nodeSeparation: 110, idealEdgeLength: () => 150, nodeRepulsion: () => 9000, edgeElasticity: () => 0.3, gravity: 0.35, numIter: 2500, tile: true,
    } as unknown as cytoscape.LayoutOptions).run();
  } finally {
    Math.random = own;
  }
}

/** Moves nodes that overlap apart, each the least it can. Returns the places. */
export function apart(graph: Graph, places: Map<string, Place>, gap = 16, rounds = 200): Map<string, Place> {
  const nodes = graph.nodes.filter((node) => places.has(node.key));
  // plain numbers: a map of hundreds compares tens of thousands of pairs a round
  const xs = Float64Array.from(nodes, (node) => places.get(node.key)!.x);
  const ys = Float64Array.from(nodes, (node) => places.get(node.key)!.y);
  const ws = Float64Array.from(nodes, (node) => node.w);
  const hs = Float64Array.from(nodes, (node) => node.h);
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const dx = xs[j]! - xs[i]!;
        const dy = ys[j]! - ys[i]!;
        const overX = (ws[i]! + ws[j]!) / 2 + gap - Math.abs(dx);
        if (overX <= 0) continue;
        const overY = (hs[i]! + hs[j]!) / 2 + gap - Math.abs(dy);
        if (overY <= 0) continue;
        moved = true;
        if (overX < overY) {
          const step = ((dx < 0 ? -1 : 1) * overX) / 2;
          xs[i]! -= step;
          xs[j]! += step;
        } else {
          const step = ((dy < 0 ? -1 : 1) * overY) / 2;
          ys[i]! -= step;
          ys[j]! += step;
        }
      }
    }
    if (!moved) break;
  }
  const found = new Map(places);
  nodes.forEach((node, i) => found.set(node.key, { x: xs[i]!, y: ys[i]! }));
  return found;
}
