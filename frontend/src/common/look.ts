/** How a map is to look, as Python says it: layout, paint, signs, path, frames, places. */

import type { FlowData } from "../process_map/types";
import type { Choice } from "./choices";

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
  /** what the mark means in general */
  legend: string;
}

export interface Look {
  layout: string;
  paint: Paint | null;
  signs: Sign[];
  /** nodes of a path, in order; empty when none is asked */
  trail: string[];
  /** flows of the path where it is one in particular; any that leads from step to step when empty */
  chain: string[];
  /** flows that pass no longer */
  cut: string[];
  /** title of the frame that holds a node */
  groups: Record<string, string>;
  /** places that the reader has given, by node key */
  pins: Record<string, [number, number]>;
  camera: Camera | null;
  /** what may be chosen above the map */
  choices: Choice[];
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

/** The signs of a node: looked up, since a map of thousands asks for each. */
export function signsOf(id: string, look: Look): readonly Sign[] {
  let index = indexes.get(look);
  if (!index) {
    index = new Map();
    for (const sign of look.signs) index.set(sign.id, [...(index.get(sign.id) ?? []), sign]);
    indexes.set(look, index);
  }
  return index.get(id) ?? [];
}

const indexes = new WeakMap<Look, Map<string, Sign[]>>();

/** Tells the flows of the path: those named, else all that lead from one step to the next. */
export function onPath(look: Look): (flow: FlowData) => boolean {
  const chain = new Set(look.chain);
  if (chain.size > 0) return ({ id }) => chain.has(id);
  const steps = new Set(look.trail.slice(1).map((id, i) => `${look.trail[i]}→${id}`));
  return ({ source, target, derived }) => !derived && steps.has(`${source}→${target}`);
}
