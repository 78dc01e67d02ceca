/** How a map is to look, as Python says it: layout, paint, signs, path, frames, places. */

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
