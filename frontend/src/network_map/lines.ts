/** The lines of a network of hundreds of nodes: straight, on a canvas of their own under that of the nodes.
 *
 * A graph library takes a second to dress and to place thousands of lines one by one; strokes take no time.
 */

import type cytoscape from "cytoscape";

import { mix, type Palette } from "../common/colours";
import { html } from "../common/dom";
import type { Marks } from "./showing";
import type { Link, Place } from "./types";

const WIDTH = 1.3;
const HEAD = { length: 7.4, half: 3.7 };
const AWAY = 0.22;
const REACH = 5; // pixels from a line at which a pointer is on it

/** How a line is drawn. */
export interface Stroke {
  colour: string;
  width: number;
  dash: number[];
  hollow: boolean;
  opacity: number;
}

/** A line from border to border. */
export interface Drawn {
  link: Link;
  from: Place;
  to: Place;
  stroke: Stroke;
}

interface Box extends Place {
  w: number;
  h: number;
}

/** Where the line to a place leaves a box. */
function border({ x, y, w, h }: Box, towards: Place): Place {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const share = Math.min(w / 2 / Math.abs(dx || 1e-9), h / 2 / Math.abs(dy || 1e-9), 1);
  return { x: x + dx * share, y: y + dy * share };
}

/** Lines of one look together: they are drawn in one stroke. */
export function byLook(lines: readonly Drawn[]): Drawn[][] {
  const looks = new Map<string, Drawn[]>();
  for (const line of lines) {
    const look = JSON.stringify(line.stroke);
    const alike = looks.get(look);
    if (alike) alike.push(line);
    else looks.set(look, [line]);
  }
  return [...looks.values()];
}

export class Lines {
  private readonly canvas = html("canvas", { class: "lines" });
  private links: readonly Link[] = [];
  private colours: Palette = {};
  private marks: Marks = new Map();
  private over: Link | null = null;
  private last: readonly Drawn[] = [];

  constructor(private readonly cy: cytoscape.Core) {
    cy.container()!.prepend(this.canvas);
    cy.on("render", () => this.draw());
  }

  /** Takes the lines to draw, none where the canvas of the nodes has them. */
  take(links: readonly Link[]): void {
    this.links = links;
    this.over = null;
    this.last = [];
  }

  /** Takes how they are to look. */
  dress(colours: Palette, marks: Marks): void {
    this.colours = colours;
    this.marks = marks;
    this.draw();
  }

  /** Lets the line at a place of the drawing stand out, and tells which it is; without a place, none. */
  point(at: Place | null): Link | null {
    const link = at && this.at(at);
    if (link !== this.over) {
      this.over = link;
      this.draw();
    }
    return link;
  }

  /** The line at a place, of those last drawn: their places are not worked out at each move of a pointer. */
  private at({ x, y }: Place): Link | null {
    let [nearest, best]: [Link | null, number] = [null, REACH / this.cy.zoom()];
    for (const { link, from, to } of this.last) {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const share = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
      const away = Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
      if (away < best) [nearest, best] = [link, away];
    }
    return nearest;
  }

  /** Every line that is drawn here, those far away first. */
  drawn(): Drawn[] {
    if (this.links.length === 0) return [];
    const boxes = new Map<string, Box>();
    this.cy.nodes().forEach((node) => {
      const { w, h } = node.data() as Box;
      boxes.set(node.id(), { ...node.position(), w, h });
    });
    const plain = mix(this.colours.ink!, this.colours.paper!, 0.42);
    return this.links
      .filter(({ key }) => this.cy.getElementById(key).empty())
      .map((link) => {
        const [one, other] = [boxes.get(link.source)!, boxes.get(link.target)!];
        return { link, from: border(one, other), to: border(other, one), stroke: this.stroke(link, plain) };
      })
      .sort((one, other) => one.stroke.opacity - other.stroke.opacity);
  }

  private stroke(link: Link, plain: string): Stroke {
    const cut = this.marks.get(link.key)?.has("cut") === true;
    const over = link === this.over;
    return {
      colour: over ? this.colours["customer-role"]! : plain, width: over ? 2.3 : WIDTH, hollow: cut,
      dash: cut ? [2, 5] : link.derived ? [1, 1] : link.feedback ? [5, 4] : [],
      opacity: !over && this.marks.get(link.key)?.has("away") ? AWAY : 1,
    };
  }

  private draw(): void {
    const context = this.canvas.getContext("2d");
    const scale = window.devicePixelRatio;
    const [width, height] = [Math.round(this.cy.width() * scale), Math.round(this.cy.height() * scale)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const [zoom, pan] = [this.cy.zoom() * scale, this.cy.pan()];
    context.setTransform(zoom, 0, 0, zoom, pan.x * scale, pan.y * scale);
    this.last = this.drawn();
    for (const lines of byLook(this.last)) this.strokes(context, lines);
  }

  private strokes(context: CanvasRenderingContext2D, lines: readonly Drawn[]): void {
    const { colour, width, dash, hollow, opacity } = lines[0]!.stroke;
    Object.assign(context, { strokeStyle: colour, fillStyle: hollow ? this.colours.paper! : colour, lineWidth: width, globalAlpha: opacity });
    context.setLineDash(dash);
    context.beginPath();
    for (const { from, to } of lines) {
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    for (const { from, to } of lines) {
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
      const [x, y] = [to.x - dx * HEAD.length, to.y - dy * HEAD.length];
      context.moveTo(to.x, to.y);
      context.lineTo(x - dy * HEAD.half, y + dx * HEAD.half);
      context.lineTo(x + dy * HEAD.half, y - dx * HEAD.half);
      context.closePath();
    }
    context.fill();
    if (hollow) context.stroke();
  }
}
