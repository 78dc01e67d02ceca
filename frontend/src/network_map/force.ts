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
