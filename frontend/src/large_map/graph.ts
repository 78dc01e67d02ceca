/** From columns to a network with places: those of the layout, then those that the reader has given. */

import Graph from "graphology";

import { columns, free } from "./places";
import type { LargeData } from "./types";

/** Up to so many lines, each says by an arrow which way it goes. */
const ARROWS = 4000;

export interface Extent {
  x: [number, number];
  y: [number, number];
}

export interface Placed {
  graph: Graph;
  /** what the layout covers: the frame of reference of what is in view, wherever nodes are dragged */
  extent: Extent;
}

export function placed(data: LargeData): Placed {
  const graph = new Graph({ multi: true });
  data.ids.forEach((id, i) => graph.addNode(id, { label: [data.codes[i], data.labels[i]].filter(Boolean).join(" "), x: 0, y: 0, size: 1 }));
  const type = data.sources.length <= ARROWS ? "arrow" : "line";
  data.sources.forEach((source, i) => {
    const target = data.targets[i]!;
    if (source !== target) graph.addEdge(data.ids[source]!, data.ids[target]!, { size: type === "arrow" ? 1 : 0.5, type });
  });
  if (data.look.layout === "hierarchical") {
    columns(data.ids.length, data.sources, data.targets).forEach(({ x, y }, i) => graph.mergeNodeAttributes(data.ids[i]!, { x, y }));
  } else {
    free(graph, data.groups);
  }
  const base = data.ids.length > 4000 ? 2.2 : 3.4;
  graph.forEachNode((node) => graph.setNodeAttribute(node, "size", base + Math.min(6, Math.sqrt(graph.degree(node)) * 0.5)));
  const extent = extentOf(graph);
  for (const [node, [x, y]] of Object.entries(data.look.pins)) if (graph.hasNode(node)) graph.mergeNodeAttributes(node, { x, y });
  return { graph, extent };
}

/** The ground that the nodes cover. */
export function extentOf(graph: Graph): Extent {
  const extent: Extent = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] };
  graph.forEachNode((_, attributes) => {
    for (const axis of ["x", "y"] as const) {
      const value = Number(attributes[axis]);
      extent[axis] = [Math.min(extent[axis][0], value), Math.max(extent[axis][1], value)];
    }
  });
  return graph.order > 0 ? extent : { x: [0, 1], y: [0, 1] };
}
