/** A network of thousands of nodes, drawn by the graphics card: points, lines, the names that have room. */

import Graph from "graphology";
import type Sigma from "sigma";

import { Arranging, type Arrange } from "../common/arranging";
import type { Choose } from "../common/choices";
import { badgesOf, saidOf } from "../common/badges";
import { html, reconcile } from "../common/dom";
import { showLegend } from "../common/legend";
import { savePicture, saves } from "../common/saving";
import { fullScreen } from "../common/screen";
import { Search } from "../common/search";
import { Theme } from "../common/theme";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { Tooltip } from "../common/tooltip";
import { COLOURS } from "../network_map/style";
import type { MapData } from "../process_map/types";
import { cameraOf, makeCanvas } from "./canvas";
import { placed } from "./graph";
import { Looks } from "./looks";
import { pictureOf } from "./picture";
import type { LargeData } from "./types";

export interface Reports {
  select: (id: string | null, at: number) => void;
  choose: Choose;
  arrange: Arrange;
}

/** So many nodes are offered as buttons: those found, or the first. */
const LISTED = 100;
/** Up to so many nodes, the neighbours of the one under the pointer stand out: of more, all would be drawn anew. */
const HOVERED = 4000;
/** Milliseconds for each node from an answer to the drawing anew of all points: the card that follows it is shown first. */
const CARD_FIRST = 1 / 12;
/** Milliseconds that a click waits for its answer. */
const PATIENCE = 500;

export class LargeView {
  readonly element = html("div", { class: "qg-map qg-large" });
  private readonly toolbar: Toolbar = makeToolbar(["zoom_in", "zoom_out", "fit", "unpin", "full", "png", "svg"], (action) => this.act(action), (name, value, at) => this.reports.choose(name, value, at));
  private readonly canvas = html("div", { class: "canvas", "aria-hidden": "true" });
  private readonly list = html("ul", { class: "nodes" });
  private readonly legend = html("ul", { class: "legend" });
  private readonly tip = new Tooltip(this.element);
  private readonly observer = new ResizeObserver(() => this.sigma?.resize());
  private readonly theme = new Theme(this.element, COLOURS, () => this.repaint(), () => undefined);
  private readonly arranging = new Arranging(() => cameraOf(this.sigma!), () => this.reports.arrange);
  private readonly search = new Search<string>(this.toolbar, {
    nodes: () => this.data?.ids ?? [],
    nameOf: (id) => this.graph.getNodeAttribute(id, "label") as string,
    idOf: (id) => id,
    counted: () => this.text("search_count"),
    shown: () => {
      this.hits = this.search.query ? new Set(this.search.matches()) : null;
      this.show();
    },
    chosen: (id) => {
      if (id !== this.selected) this.choose(id);
    },
  });
  private sigma: Sigma | null = null;
  private graph = new Graph({ multi: true });
  private data: LargeData | null = null;
  private selected: string | null = null;
  private hovered: string | null = null;
  private looks: Looks | null = null;
  private hits: Set<string> | null = null;
  private trail = new Set<string>();
  private lastClick = 0;
  private waiting = 0;
  private idle = 0;
  private reports: Reports = { select: () => undefined, choose: () => undefined, arrange: () => undefined };

  constructor() {
    this.element.append(this.toolbar.element, this.canvas, this.list, this.legend, this.tip.element);
    this.list.addEventListener("click", (event) => {
      const id = (event.target as Element).closest<HTMLElement>("[data-node]")?.dataset.node;
      if (id) this.choose(id);
    });
    this.observer.observe(this.canvas);
  }

  destroy(): void {
    this.observer.disconnect();
    this.calm();
    this.theme.destroy();
    this.arranging.destroy();
    this.sigma?.kill();
    this.sigma = null;
  }

  /** Takes what Python sent; `echo` is the last click that Python had seen when it did. */
  update(data: LargeData, echo: number, reports: Reports): void {
    this.reports = reports;
    const before = this.data;
    this.data = data;
    this.canvas.style.height = `${data.height}px`;
    this.toolbar.choices.update(data.look.choices, data.chosen);
    const drawing = data.signature !== before?.signature || data.look.layout !== before.look.layout;
    const look = data.lookSignature !== before?.lookSignature;
    const recoloured = this.theme.read();
    if (echo >= this.lastClick && data.selected !== this.selected) this.selected = data.selected;
    if (drawing) this.draw();
    else if (look || recoloured) this.repaint();
    else if (data.selected !== before?.selected) {
      this.press();
      this.showIn(CARD_FIRST * this.graph.order);
    }
  }

  private text(key: string): string {
    return this.data?.texts[key] ?? "";
  }

  private draw(): void {
    const data = this.data!;
    nameToolbar(this.toolbar, data.texts);
    this.list.setAttribute("aria-label", this.text("map"));
    const made = placed(data);
    this.graph = made.graph;
    this.sigma?.kill();
    this.sigma = null;
    this.looks = new Looks(this.graph, this.theme.colours);
    this.dress();
    this.search.find(); // what is looked for may be found elsewhere, or gone
    this.sigma = makeCanvas(made, this.canvas, this.theme, this.looks, data.look.camera, {
      clicked: (id) => this.choose(id),
      over: (id, pointer) => this.hover(id, pointer),
      out: () => this.hover(null),
      dragged: (id, x, y) => {
        this.arranging.pins.set(id, { x, y });
        this.arranging.moved();
      },
      moved: () => this.arranging.moved(),
      drawn: () => {
        this.element.dataset.nodes = String(this.graph.order);
        this.element.dataset.draws = String(Number(this.element.dataset.draws ?? 0) + 1);
        this.element.dataset.layout = data.look.layout;
      },
    });
    this.arranging.take(data.look.pins);
  }

  private hover(id: string | null, pointer?: PointerEvent): void {
    this.hovered = id;
    if (id !== null && pointer) this.tip.say(pointer, this.graph.getNodeAttribute(id, "label") as string, saidOf(id, this.data!.look));
    else this.tip.hide();
    if (!this.selected && this.graph.order <= HOVERED) this.show();
  }

  /** Colours of the nodes, by family or by paint. */
  private dress(): void {
    const { look, ids, tones } = this.data!;
    const { colours } = this.theme;
    this.trail = new Set(look.trail);
    ids.forEach((id, i) => {
      const shade = look.paint?.shades[look.paint.of[id] ?? -1];
      const tone = tones[i] === "customer" ? "banner" : tones[i]!;
      const marks = badgesOf(id, look, { focus: "", alert: "", shade: () => "" }).map((badge) => badge.text).join(" ");
      this.graph.mergeNodeAttributes(id, { color: colours[shade?.tone ?? tone] ?? colours.other, marks });
    });
    this.looks?.recolour(colours);
    this.sigma?.setSetting("labelColor", { color: colours.ink! });
    showLegend(this.legend, this.described(), null);
  }

  private repaint(): void {
    if (!this.data) return;
    this.dress();
    this.show();
  }

  private described(): MapData {
    const { look, texts } = this.data!;
    return { look, texts, flows: [], families: [], processes: [], parties: [], signature: "", lookSignature: "", selected: null, chosen: 0, height: 0 };
  }

  private show(): void {
    this.calm();
    this.light();
    this.sigma?.refresh({ skipIndexation: true });
  }

  /** Says what stands out, to the next drawing and to those who cannot see it. */
  private light(): void {
    this.looks?.show({ centre: this.selected ?? this.hovered, hits: this.hits, trail: this.trail });
    const shown = [...(this.hits ?? this.data?.ids ?? [])].slice(0, LISTED);
    reconcile(this.list, shown, (id) => id, () => {
      const item = html("li");
      item.append(html("button", { type: "button" }));
      return item;
    }, (item, id) => {
      const button = item.firstElementChild as HTMLButtonElement;
      button.dataset.node = id;
      button.textContent = [this.graph.getNodeAttribute(id, "label") as string, ...saidOf(id, this.data!.look)].join(", ");
    });
    this.press();
  }

  /** Says which node is selected: at once, however long the drawing takes. */
  private press(): void {
    this.element.dataset.selected = this.selected ?? "";
    for (const button of this.list.querySelectorAll<HTMLElement>("[data-node]")) button.setAttribute("aria-pressed", String(button.dataset.node === this.selected));
  }

  private choose(id: string | null): void {
    const next = id === this.selected ? null : id;
    if (next === this.selected) return;
    this.selected = next;
    this.lastClick = Date.now();
    this.tip.hide();
    this.reports.select(this.selected, this.lastClick);
    this.press();
    this.showIn(PATIENCE);
  }

  /** Draws what stands out after a while, once for a click and its answer. */
  private showIn(milliseconds: number): void {
    this.calm();
    this.waiting = window.setTimeout(() => {
      if ("requestIdleCallback" in window) this.idle = requestIdleCallback(() => this.show(), { timeout: 1000 });
      else this.show();
    }, milliseconds);
  }

  /** Drops a drawing that was put off. */
  private calm(): void {
    clearTimeout(this.waiting);
    if ("cancelIdleCallback" in window) cancelIdleCallback(this.idle);
  }

  private act(action: string): void {
    const camera = this.sigma?.getCamera();
    if (!camera || !this.data) return;
    if (saves(action)) savePicture(action, pictureOf(this.graph, this.theme.colours), this.described(), this.theme.colours, this.theme.font);
    else if (action === "zoom_in") void camera.animatedZoom({ duration: 150 });
    else if (action === "zoom_out") void camera.animatedUnzoom({ duration: 150 });
    else if (action === "fit") void camera.animatedReset({ duration: 150 });
    else if (action === "full") fullScreen(this.element);
    else {
      this.data = { ...this.data, look: { ...this.data.look, pins: {}, camera: null } };
      this.draw();
      this.arranging.moved();
    }
  }
}
