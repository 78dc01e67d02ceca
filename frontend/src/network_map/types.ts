/** What a map of free places needs beyond the classic one: its layout, its paint, its signs, its pins. */

import type { FlowData } from "../process_map/types";

/** One class of a painted map: its mark says what its colour says. */
export interface Shade {
  mark: string;
  label: string;
  /** name of the colour: `shade-0`, `scale-3`, `shade-none` */
  tone: string;
}

export interface Paint {
  title: string;
  shades: Shade[];
  /** index into `shades`, by node */
  of: Record<string, number>;
}

/** What calls for attention on a node: no owner, findings. */
export interface Sign {
  id: string;
  mark: string;
  text: string;
}

export interface Look {
  layout: string;
  paint: Paint | null;
  signs: Sign[];
  /** nodes of a path, in order; empty when none is asked */
  trail: string[];
  /** title of the frame that holds a node */
  groups: Record<string, string>;
  /** places that the reader has given, by node key */
  pins: Record<string, [number, number]>;
  camera: Camera | null;
  /** written above an exported picture */
  title: string;
  subtitle: string;
  lang: string;
}

export interface Camera {
  zoom: number;
  x: number;
  y: number;
}

export interface Node {
  /** unique on the drawing: a customer that asks and receives appears on both sides of a chain */
  key: string;
  id: string;
  code: string;
  label: string;
  summary: string;
  tone: string;
  form: "chevron" | "card" | "cut" | "pill" | "box";
  lines: string[];
  w: number;
  h: number;
}

/** All flows from one node to another: one line. */
export interface Link {
  key: string;
  source: string;
  target: string;
  flows: FlowData[];
  feedback: boolean;
  derived: boolean;
}

export interface Graph {
  nodes: Node[];
  links: Link[];
}

export interface Place {
  x: number;
  y: number;
}

export interface Places {
  nodes: Map<string, Place>;
  /** bends of a line between its two nodes */
  bends: Map<string, Place[]>;
}
