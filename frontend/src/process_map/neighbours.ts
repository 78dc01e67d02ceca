/** Who gives to whom, seen from one node: customers, suppliers, what passes between them. */

import { fill } from "../common/text";
import type { FlowData, PlacedNode } from "./types";

export type Role = "customer" | "supplier" | "both";

/** What a neighbour gives to the node in the middle, and receives from it. */
export interface Neighbour {
  given: FlowData[];
  received: FlowData[];
}

/** The neighbours of a node, by id. */
export function neighboursOf(id: string, flows: readonly FlowData[]): Map<string, Neighbour> {
  const out = new Map<string, Neighbour>();
  const of = (other: string): Neighbour => {
    const entry = out.get(other) ?? { given: [], received: [] };
    out.set(other, entry);
    return entry;
  };
  for (const flow of flows) {
    if (flow.source === id && flow.target !== id) of(flow.target).received.push(flow);
    else if (flow.target === id && flow.source !== id) of(flow.source).given.push(flow);
  }
  return out;
}

/** A customer's left copy gives its demands, its right copy receives: each shows its half. */
function halves(node: PlacedNode, neighbour: Neighbour): Neighbour {
  return { received: node.side === "in" ? [] : neighbour.received, given: node.side === "out" ? [] : neighbour.given };
}

export function roleOf(node: PlacedNode, neighbour: Neighbour | undefined): Role | null {
  if (!neighbour) return null;
  const { received, given } = halves(node, neighbour);
  return received.length > 0 && given.length > 0 ? "both" : received.length > 0 ? "customer" : given.length > 0 ? "supplier" : null;
}

/** What passes between a node and the one in the middle. */
export function exchanged(node: PlacedNode, neighbour: Neighbour | undefined): FlowData[] {
  if (!neighbour) return [];
  const { received, given } = halves(node, neighbour);
  return [...received, ...given];
}

/** The words under a neighbour: what passes, or how many things do. */
export function captionOf(node: PlacedNode, neighbour: Neighbour, role: Role, many: string): string {
  if (node.shape === "chip" || node.shape.startsWith("down")) return "";
  const flows = role === "customer" ? neighbour.received : role === "supplier" ? neighbour.given : [...neighbour.received, ...neighbour.given];
  return flows.length === 1 ? flows[0]!.label : fill(many, { count: flows.length });
}
