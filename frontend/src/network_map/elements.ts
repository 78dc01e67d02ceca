/** From nodes and lines to what the canvas holds: colours, badges, frames around groups. */

import type cytoscape from "cytoscape";

import { badgeImage, badgesOf, OVER, type Badge } from "../common/badges";
import type { Palette } from "../common/colours";
import type { Look } from "../common/look";
import { face } from "./style";
import type { Graph, Link, Place } from "./types";

const STEP = 24; // of the widths of nodes, where there are many

/** What dresses one node: its colours and its badges. */
export interface Dress {
  marks: Badge[];
  data: Record<string, unknown>;
}

/** Colours and signs of every node, by its key. */
export function dressOf(graph: Graph, look: Look, colours: Palette): Map<string, Dress> {
  const { paper, focus, alert } = colours as Record<"paper" | "focus" | "alert", string>;
  const tones = { focus, alert, shade: (tone: string): string => colours[tone] ?? focus };
  return new Map(graph.nodes.map((node) => {
    const shade = look.paint?.shades[look.paint.of[node.id] ?? -1];
    const marks = badgesOf(node.id, look, tones);
    const badges = marks.length > 0 ? badgeImage(marks, node.w, paper) : "none";
    return [node.key, { marks, data: { ...face(node, colours, shade?.tone ?? null), badges, badgeWidth: node.w + 2 * OVER } }];
  }));
}

/** Few widths make few pictures of badges, which the browser has to read one by one. */
export function evenWidths(graph: Graph): void {
  for (const node of graph.nodes) node.w = Math.ceil(node.w / STEP) * STEP;
}

/** The frame of each node that has one, by key. */
export function framesOf(graph: Graph, look: Look): Map<string, string> {
  return new Map(graph.nodes.flatMap((node) => {
    const title = look.groups[node.id];
    return title ? [[node.key, `group:${title}`] as const] : [];
  }));
}

/** A line as the canvas holds it. */
export function edgeOf(link: Link, words: string, classes: string): cytoscape.ElementDefinition {
  return { group: "edges", classes, data: { ...link, id: link.key, label: words } };
}

/** Every node that the canvas holds, with its frame, and at its place where that is known already. */
export function nodesOf(
  graph: Graph, frames: ReadonlyMap<string, string>, dresses: ReadonlyMap<string, Dress>, places: ReadonlyMap<string, Place> | null, classes: string,
): cytoscape.ElementDefinition[] {
  return [
    ...[...new Set(frames.values())].map((id) => ({ group: "nodes" as const, data: { id, text: id.slice("group:".length) } })),
    ...graph.nodes.map((node) => ({
      group: "nodes" as const, classes,
      data: { ...node, ...dresses.get(node.key)?.data, id: node.key, of: node.id, text: node.lines.join("\n"), parent: frames.get(node.key) },
      ...(places?.has(node.key) ? { position: { ...places.get(node.key)! } } : {}),
    })),
  ];
}
