/** How each point and each line looks at this instant: asked of thousands at each drawing, so nothing is worked out twice. */

import type Graph from "graphology";

import { mix, type Palette } from "../common/colours";

type Attributes = Record<string, unknown>;

/** Up to so many neighbours, each tells its name. */
const NAMED = 40;

/** What is to be shown: nodes by id. */
export interface Shown {
  centre: string | null;
  hits: ReadonlySet<string> | null;
  trail: ReadonlySet<string>;
}

export class Looks {
  private shown: Shown = { centre: null, hits: null, trail: new Set() };
  private near: ReadonlySet<string> = new Set();
  private colours = { given: "", received: "", line: "", away: "", dim: "" };

  constructor(private readonly graph: Graph, palette: Palette) {
    this.recolour(palette);
  }

  recolour(palette: Palette): void {
    const share = (of: number): string => mix(palette.ink!, palette.paper!, of);
    this.colours = { given: palette["customer-role"]!, received: palette["supplier-role"]!, line: share(0.2), away: share(0.06), dim: share(0.16) };
  }

  show(shown: Shown): void {
    const { centre } = shown;
    this.shown = shown;
    this.near = new Set(centre !== null && this.graph.hasNode(centre) ? [centre, ...this.graph.neighbors(centre)] : []);
  }

  readonly node = (id: string, attributes: Attributes): Attributes => {
    const { centre, hits, trail } = this.shown;
    const label = attributes.marks ? `${String(attributes.marks)} · ${String(attributes.label)}` : attributes.label;
    if (id === centre) return { ...attributes, label, highlighted: true, zIndex: 2, size: Number(attributes.size) + 3 };
    const lit = centre !== null ? this.near.has(id) : hits ? hits.has(id) : trail.size > 0 ? trail.has(id) : null;
    if (lit === null) return { ...attributes, label };
    if (lit) return { ...attributes, label, forceLabel: this.near.size < NAMED, zIndex: 1 };
    return { ...attributes, label: "", color: this.colours.dim, zIndex: 0 };
  };

  readonly edge = (id: string, attributes: Attributes): Attributes => {
    const { centre } = this.shown;
    if (centre === null) return { ...attributes, color: this.colours.line };
    if (this.graph.source(id) === centre) return { ...attributes, color: this.colours.given, size: 2, zIndex: 1 };
    if (this.graph.target(id) === centre) return { ...attributes, color: this.colours.received, size: 2, zIndex: 1 };
    return { ...attributes, color: this.colours.away };
  };
}
