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
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const [a, b] = [nodes[i]!, nodes[j]!];
        const [p, q] = [places.get(a.key)!, places.get(b.key)!];
        const dx = q.x - p.x;
        const dy = q.y - p.y;
        const overX = (a.w + b.w) / 2 + gap - Math.abs(dx);
        const overY = (a.h + b.h) / 2 + gap - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const step = overX < overY ? { x: ((dx < 0 ? -1 : 1) * overX) / 2, y: 0 } : { x: 0, y: ((dy < 0 ? -1 : 1) * overY) / 2 };
        places.set(a.key, { x: p.x - step.x, y: p.y - step.y });
        places.set(b.key, { x: q.x + step.x, y: q.y + step.y });
      }
    }
    if (!moved) break;
  }
  return places;
}
