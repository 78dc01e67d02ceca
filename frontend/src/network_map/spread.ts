/** Free layouts for hundreds of nodes, where the finer method would take a minute. */

import Graph from "graphology";

import { free } from "../large_map/places";
import type { Graph as Network, Place } from "./types";

/** Above so many nodes, or lines, the finer method is too slow to wait for. */
export const FINE_NODES = 70;
export const FINE_LINKS = 260;
const GAP = 26;
/** share of the ground that nodes cover */
const COVER = 0.28;

/** Places by ForceAtlas2, brought to a size at which boxes have room. */
export function spread(network: Network): Map<string, Place> {
  const graph = new Graph({ multi: true });
  for (const node of network.nodes) graph.addNode(node.key, { x: 0, y: 0 });
  for (const link of network.links) graph.addEdge(link.source, link.target);
  free(graph, network.nodes.map(() => 0));
  const places = new Map<string, Place>(graph.mapNodes((key, { x, y }) => [key, { x: Number(x), y: Number(y) }]));
  const xs = [...places.values()].map(({ x }) => x);
  const ys = [...places.values()].map(({ y }) => y);
  const area = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) || 1;
  const covered = network.nodes.reduce((sum, { w, h }) => sum + (w + GAP) * (h + GAP), 0);
  const scale = Math.sqrt(covered / COVER / area);
  // boxes are wider than high: so is their ground
  for (const [key, { x, y }] of places) places.set(key, { x: x * scale * 1.3, y: (y * scale) / 1.3 });
  return places;
}

/** Places in blocks, one a frame, side by side in rows of about the same width. */
export function blocks(network: Network, titleOf: (key: string) => string): Map<string, Place> {
  const members = new Map<string, Network["nodes"]>();
  for (const node of network.nodes) members.set(titleOf(node.key), [...(members.get(titleOf(node.key)) ?? []), node]);
  const width = Math.max(...network.nodes.map(({ w }) => w), 1) + GAP;
  const height = Math.max(...network.nodes.map(({ h }) => h), 1) + GAP;
  const wanted = Math.sqrt(network.nodes.length * width * height * 2.4);
  const places = new Map<string, Place>();
  let [left, top, tallest] = [0, 0, 0];
  for (const [, nodes] of [...members].sort(([a], [b]) => a.localeCompare(b))) {
    const columns = Math.ceil(Math.sqrt(nodes.length * (height / width) * 1.8));
    const rows = Math.ceil(nodes.length / columns);
    if (left > 0 && left + columns * width > wanted) {
      [left, top, tallest] = [0, top + tallest, 0];
    }
    nodes.forEach((node, i) => places.set(node.key, { x: left + (i % columns) * width, y: top + Math.floor(i / columns) * height }));
    left += columns * width + 70;
    tallest = Math.max(tallest, rows * height + 90);
  }
  return places;
}
