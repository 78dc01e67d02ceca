/** Gives every node its place, and finds the part of the plane that the drawing covers. */

import type cytoscape from "cytoscape";

import type { Camera } from "../common/look";
import { apart, force } from "./force";
import { layered } from "./layered";
import { blocks } from "./spread";
import type { Graph, Place } from "./types";

const HEADING = 40; // room for the title of a frame
const MARGIN = 22;
const CLOSEST = 1.15; // a small network does not fill the page with a few large boxes

export interface Placing {
  hierarchical: boolean;
  /** hundreds of nodes: places come from the faster methods */
  many: boolean;
  frames: ReadonlyMap<string, string>;
  /** places that the reader has given come last: what was not touched stays where it was */
  pins: ReadonlyMap<string, Place>;
}

/** Puts the nodes of the canvas where the layout wants them. */
export function place(cy: cytoscape.Core, graph: Graph, { hierarchical, many, frames, pins }: Placing): void {
  if (hierarchical && frames.size === 0) {
    const places = layered(graph);
    cy.nodes().positions((node) => ({ ...(pins.get(node.id()) ?? places.nodes.get(node.id()) ?? { x: 0, y: 0 }) }));
    cy.edges().forEach((edge) => bend(edge, places.bends.get(edge.id()) ?? []));
    return;
  }
  if (many) put(cy, blocks(graph, (key) => frames.get(key) ?? ""));
  else {
    force(cy, graph);
    if (frames.size === 0) put(cy, apart(graph, new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }] as const))));
  }
  for (const [key, { x, y }] of pins) cy.getElementById(key).position({ x, y });
}

function put(cy: cytoscape.Core, places: ReadonlyMap<string, Place>): void {
  cy.nodes(":childless").positions((node) => places.get(node.id()) ?? node.position());
}

/** Gives a line its bends, as weights along and distances from the straight line between its nodes. */
function bend(edge: cytoscape.EdgeSingular, points: readonly Place[]): void {
  const from = edge.source().position();
  const to = edge.target().position();
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  if (points.length === 0 || length < 1) {
    edge.data("bent", false);
    return;
  }
  const weights = points.map(({ x, y }) => ((x - from.x) * dx + (y - from.y) * dy) / (length * length));
  const distances = points.map(({ x, y }) => ((y - from.y) * dx - (x - from.x) * dy) / length);
  edge.data({ bent: true, weights, distances });
}

export interface Ground {
  x1: number;
  y1: number;
  w: number;
  h: number;
}

/** The ground that the drawing covers; that of the nodes alone where measuring every line would take long. */
export function groundOf(cy: cytoscape.Core, graph: Graph, many: boolean): Ground | null {
  if (graph.nodes.length === 0) return null;
  if (!many) return cy.elements().boundingBox();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { key, w, h } of graph.nodes) {
    const { x, y } = cy.getElementById(key).position();
    [left, top] = [Math.min(left, x - w / 2), Math.min(top, y - h / 2)];
    [right, bottom] = [Math.max(right, x + w / 2), Math.max(bottom, y + h / 2)];
  }
  return { x1: left, y1: top - HEADING, w: right - left, h: bottom - top + HEADING };
}

/** Shows the whole ground, no closer than reads well. */
export function fit(cy: cytoscape.Core, ground: Ground | null): void {
  if (!ground) return;
  const room = (side: number): number => side - 2 * MARGIN;
  const zoom = Math.max(cy.minZoom(), Math.min(room(cy.width()) / ground.w, room(cy.height()) / ground.h, CLOSEST));
  cy.viewport({ zoom, pan: { x: (cy.width() - zoom * (2 * ground.x1 + ground.w)) / 2, y: (cy.height() - zoom * (2 * ground.y1 + ground.h)) / 2 } });
}

/** What part is in view. */
export function cameraOf(cy: cytoscape.Core): Camera {
  return { zoom: Math.round(cy.zoom() * 1000) / 1000, x: Math.round(cy.pan().x), y: Math.round(cy.pan().y) };
}

/** How high the canvas should be at a width, between what is wanted at least and at most. */
export function heightFor(ground: Ground | null, width: number, wanted: number, narrow: boolean): number {
  if (!ground || !ground.w) return narrow ? 380 : wanted;
  const natural = ground.h * Math.min(CLOSEST, (width - 40) / ground.w) + 60;
  return Math.round(Math.min(wanted * 1.35, Math.max(narrow ? 280 : wanted * 0.7, natural)));
}
