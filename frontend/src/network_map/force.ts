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

/** Lays the network out where it stands; `pins` stay where they are. */
export function force(cy: cytoscape.Core, graph: Graph, pins: ReadonlyMap<string, Place>): void {
  // the method draws lots: its lots are ours while it runs, so that a map is found again as it was
  const own = Math.random;
  Math.random = sequence(graph.nodes.length + 7);
  try {
    cy.layout({
      name: "fcose", quality: graph.nodes.length > 400 ? "default" : "proof", randomize: true, animate: false, fit: false, padding: 30,
      nodeDimensionsIncludeLabels: false, uniformNodeDimensions: false, packComponents: false,
      nodeSeparation: 110, idealEdgeLength: () => 150, nodeRepulsion: () => 9000, edgeElasticity: () => 0.3, gravity: 0.35, numIter: 2500, tile: true,
      fixedNodeConstraint: [...pins].map(([nodeId, position]) => ({ nodeId, position: { ...position } })),
    } as unknown as cytoscape.LayoutOptions).run();
  } finally {
    Math.random = own;
  }
}

/** Moves nodes that overlap apart, each the least it can; `pins` stay. Returns the places. */
export function apart(graph: Graph, places: Map<string, Place>, pins: ReadonlySet<string>, gap = 16, rounds = 200): Map<string, Place> {
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
        const free = [!pins.has(a.key), !pins.has(b.key)];
        const share = free[0] && free[1] ? 0.5 : 1;
        const step = overX < overY ? { x: (dx < 0 ? -1 : 1) * overX * share, y: 0 } : { x: 0, y: (dy < 0 ? -1 : 1) * overY * share };
        if (free[0]) places.set(a.key, { x: p.x - step.x, y: p.y - step.y });
        if (free[1]) places.set(b.key, { x: q.x + step.x, y: q.y + step.y });
      }
    }
    if (!moved) break;
  }
  return places;
}
