/** What Python sends, and the geometry that the drawing is made of. */

import type { Look } from "../common/look";

export interface FamilyData {
  id: string;
  label: string;
  /** drawn as a chain of chevrons instead of cards */
  chain: boolean;
}

export interface ProcessData {
  id: string;
  code: string;
  label: string;
  family: string;
  /** column in its band: two processes of the same column run in parallel */
  column: number;
  summary: string;
}

export interface PartyData {
  id: string;
  label: string;
  kind: "customer" | "provider";
  summary: string;
}

export interface FlowData {
  id: string;
  source: string;
  target: string;
  label: string;
  feedback: boolean;
  derived: boolean;
}

export interface MapData {
  signature: string;
  families: FamilyData[];
  processes: ProcessData[];
  parties: PartyData[];
  flows: FlowData[];
  look: Look;
  lookSignature: string;
  selected: string | null;
  /** when the last choice was made that Python had seen, 0 for none */
  chosen: number;
  height: number;
  texts: Record<string, string>;
}

/** What the reader chose above the map. */
export interface Chosen {
  name: string;
  value: string;
  at: number;
}

/** The value sent back: `at` tells two clicks on the same node apart. */
export interface Selection {
  id: string | null;
  at: number;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export type Shape = "card" | "start" | "chevron" | "down-start" | "down" | "chip";
/** colour family of a node: position of its band, or outside */
export type Tone = "management" | "realisation" | "support" | "other" | "customer" | "provider";

export interface PlacedNode {
  /** part of the chain of the product */
  chain: boolean;
  /** unique on the drawing: a customer appears on both sides */
  key: string;
  id: string;
  side: "in" | "out" | "inside";
  shape: Shape;
  tone: Tone;
  box: Box;
  code: string;
  lines: string[];
  label: string;
  summary: string;
  /** index of the row among all rows, or -1 for customers */
  row: number;
  /** first and last x where a vertical line may meet the top or bottom side */
  flat: [number, number];
}

export interface Band {
  id: string;
  label: string;
  tone: Tone;
  box: Box;
  path: string;
}

export interface Banner {
  side: "in" | "out";
  label: string[];
  box: Box;
  path: string;
  titleX: number;
  titleY: number;
}

/** A horizontal street between two rows of nodes, where flows run. */
export interface Channel {
  y0: number;
  y1: number;
}

export interface Row {
  keys: string[];
  top: number;
  bottom: number;
  /** x positions where a vertical line crosses the row without meeting a node */
  gaps: number[];
}

export interface Layout {
  width: number;
  height: number;
  narrow: boolean;
  nodes: PlacedNode[];
  bands: Band[];
  banners: Banner[];
  rows: Row[];
  channels: Channel[];
  rails: [number, number];
  railWidth: number;
  /** from one row of a folded chain to the next: a line and its arrow head */
  returns: [string, string][];
  /** broad arrows of the bands that steer and support the chain */
  links: { tone: Tone; path: string }[];
}

export interface RoutedFlow {
  /** inside the chain and forward: shown at all times */
  core: boolean;
  id: string;
  data: FlowData;
  sourceKey: string;
  targetKey: string;
  path: string;
  head: string;
}
