/** The nodes and the lines of a map of free places. */

import type { FlowData } from "../process_map/types";

export interface Node {
  /** unique on the drawing: a customer that asks and receives appears on both sides of a chain */
  key: string;
  id: string;
  code: string;
  label: string;
  summary: string;
  tone: string;
  form: "chevron" | "card" | "cut" | "pill" | "box";
  /** place in the chain of the product, null outside it */
  column: number | null;
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
  /** carries the product from customer to customer */
  core: boolean;
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
