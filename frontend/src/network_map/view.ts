/** One network on the page: it draws what it is told, takes what the reader does, and tells Python. */

import type cytoscape from "cytoscape";

import { saidOf, type Badge } from "../common/badges";
import { Arranging, type Arrange } from "../common/arranging";
import type { Choose } from "../common/choices";
import { html } from "../common/dom";
import { showLegend } from "../common/legend";
import { savePicture, saves } from "../common/saving";
import { fullScreen } from "../common/screen";
import { Search } from "../common/search";
import { fill } from "../common/text";
import { Theme } from "../common/theme";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { Tooltip } from "../common/tooltip";
import type { FlowData, MapData } from "../process_map/types";
import { makeCanvas } from "./canvas";
import { draw } from "./drawing";
import { dressOf, evenWidths, framesOf } from "./elements";
import { graphOf } from "./graph";
import { follow, reveal } from "./keyboard";
import { NodeList } from "./list";
import { Marking } from "./marking";
import { pictureOf } from "./picture";
import { cameraOf, fit, groundOf, heightFor } from "./placing";
import { FINE_LINKS, FINE_NODES } from "./spread";
import { COLOURS, style } from "./style";
import type { Graph, Link, Node } from "./types";

export interface Reports {
  select: (id: string | null, at: number) => void;
  choose: Choose;
  arrange: Arrange;
}

const NARROW = 640;

export class NetworkView {
  readonly element = html("div", { class: "qg-map qg-network" });
  private readonly toolbar: Toolbar = makeToolbar(["zoom_in", "zoom_out", "fit", "unpin", "full", "png", "svg"], (action) => this.act(action), (name, value, at) => this.reports.choose(name, value, at));
  private readonly canvas = html("div", { class: "canvas", "aria-hidden": "true" });
  private readonly list: NodeList;
  private readonly legend = html("ul", { class: "legend" });
  private readonly tip = new Tooltip(this.element);
  private readonly observer = new ResizeObserver(() => this.onResize());
  private readonly theme = new Theme(this.element, COLOURS, () => this.repaint(), () => this.remake());
  private readonly arranging = new Arranging(() => cameraOf(this.cy!), () => this.reports.arrange);
  private readonly search = new Search<Node>(this.toolbar, {
    nodes: () => this.graph.nodes,
    nameOf: (node) => `${node.code} ${node.label}`,
    idOf: (node) => node.id,
    counted: () => this.text("search_count"),
    shown: () => this.show(),
    chosen: (node) => {
      this.cy?.center(this.cy.getElementById(node.key));
      if (this.selected !== node.id) this.select(node.id);
    },
  });
  private cy: cytoscape.Core | null = null;
  private marking: Marking | null = null;
  private data: MapData | null = null;
  private graph: Graph = { nodes: [], links: [] };
  private badges = new Map<string, Badge[]>();
  private selected: string | null = null;
  private hovered: string | null = null;
  private lastClick = 0;
  private width = 0;
  private reports: Reports = { select: () => undefined, choose: () => undefined, arrange: () => undefined };

  constructor() {
    this.list = new NodeList({
      focus: (key) => this.cy && reveal(this.cy, key),
      blur: () => this.cy && reveal(this.cy, null),
      choose: (id) => this.select(id),
      key: this.onKey,
    });
    this.element.append(this.toolbar.element, this.canvas, this.list.element, this.legend, this.tip.element);
    this.observer.observe(this.element);
  }

  destroy(): void {
    this.observer.disconnect();
    this.theme.destroy();
    this.arranging.destroy();
    this.cy?.destroy();
  }

  /** Takes what Python sent; `echo` is the last click that Python had seen when it did. */
  update(data: MapData, echo: number, reports: Reports): void {
    this.reports = reports;
    this.count("calls");
    const before = this.data;
    this.data = data;
    if (data.height !== before?.height) this.canvas.style.height = `${this.height()}px`;
    this.toolbar.choices.update(data.look.choices, data.chosen);
    this.cy ??= this.start();
    const drawing = data.signature !== before?.signature;
    const look = data.lookSignature !== before?.lookSignature;
    if (drawing) nameToolbar(this.toolbar, data.texts);
    if (drawing) this.list.name(data.texts);
    const arranged = drawing || data.look.layout !== before?.look.layout || groupsOf(data) !== groupsOf(before);
    const recoloured = this.theme.read();
    if (recoloured) this.cy.style(style(this.theme.colours, this.theme.font));
    if (arranged) this.arrange();
    else if (look || recoloured) this.dress();
    if (echo >= this.lastClick && data.selected !== this.selected) this.selected = data.selected;
    if (arranged || look || recoloured || data.selected !== before?.selected) this.show();
  }

  private count(name: string): void {
    this.element.dataset[name] = String(Number(this.element.dataset[name] ?? 0) + 1);
  }

  private text(key: string): string {
    return this.data?.texts[key] ?? "";
  }

  private start(): cytoscape.Core {
    const cy = makeCanvas(this.canvas, {
      chosen: (id) => this.select(id),
      over: (target, pointer) => this.onOver(target, pointer),
      beside: (at, pointer) => this.onBeside(at, pointer),
      out: () => this.onOut(),
      dragged: (key, at) => {
        this.arranging.pins.set(key, at);
        this.arranging.moved();
      },
      moving: () => this.tip.hide(),
      moved: () => this.arranging.moved(),
    });
    this.marking = new Marking(cy, this.words);
    return cy;
  }

  private repaint(): void {
    if (!this.data || !this.cy) return;
    this.cy.style(style(this.theme.colours, this.theme.font));
    this.dress();
    this.show();
  }

  /** Makes what is new, drops what is gone, and gives every node its place. */
  private arrange(): void {
    const cy = this.cy!;
    const { look } = this.data!;
    const hierarchical = look.layout !== "force";
    this.graph = graphOf(this.data!, hierarchical, this.theme.measure);
    this.search.offer();
    this.arranging.take(look.pins);
    const frames = framesOf(this.graph, look);
    const many = this.many();
    if (many) evenWidths(this.graph);
    const dresses = dressOf(this.graph, look, this.theme.colours);
    this.badges = new Map([...dresses].map(([key, { marks }]) => [key, marks]));
    const apart = draw(cy, this.graph, dresses, { hierarchical, many, frames, pins: this.arranging.pins }, this.words);
    this.marking!.take(this.graph, apart);
    this.describe();
    this.width = Math.floor(this.element.clientWidth);
    if (look.camera) cy.viewport({ zoom: look.camera.zoom, pan: { x: look.camera.x, y: look.camera.y } });
    else this.fit();
    this.count("draws");
    this.element.dataset.nodes = String(this.graph.nodes.length);
    this.element.dataset.layout = look.layout;
  }

  /** As high as the drawing asks for at the width of the page, within reason. */
  private height(): number {
    if (document.fullscreenElement) return window.innerHeight - 130;
    const width = this.element.clientWidth;
    const ground = this.cy && groundOf(this.cy, this.graph, this.many());
    return heightFor(ground, width, this.data?.height ?? 620, width < NARROW);
  }

  private fit(): void {
    this.canvas.style.height = `${this.height()}px`;
    this.cy!.resize();
    fit(this.cy!, groundOf(this.cy!, this.graph, this.many()));
  }

  /** Gives every node the colours and the signs of the look in force. */
  private dress(): void {
    const dresses = dressOf(this.graph, this.data!.look, this.theme.colours);
    this.badges = new Map([...dresses].map(([key, { marks }]) => [key, marks]));
    this.cy!.batch(() => {
      for (const [key, { data }] of dresses) this.cy!.getElementById(key).data(data);
    });
    this.describe();
  }

  /** Says the same in words, to those who cannot see it. */
  private describe(): void {
    const { look } = this.data!;
    const said = new Map(this.graph.nodes.map((node) => [node.id, saidOf(node.id, look).join(", ")]));
    this.list.update(this.graph, this.selected, said);
    showLegend(this.legend, this.data!, this.graph);
  }

  /** Hundreds of nodes or lines: what is fine to draw a few of is left out. */
  private many(): boolean {
    return this.graph.nodes.length > FINE_NODES || this.graph.links.length > FINE_LINKS;
  }

  private readonly words = ({ flows }: Link): string =>
    flows.length === 1 ? flows[0]!.label : fill(this.text("flows_many"), { count: flows.length });

  private show(): void {
    if (!this.cy || !this.data) return;
    const query = this.search.query;
    const finds = query ? (node: { code: string; label: string }): boolean => this.search.finds(node as Node) : null;
    this.marking!.show({ look: this.data.look, selected: this.selected, hovered: this.hovered, finds }, this.theme.colours);
    this.list.press(this.selected);
    this.element.dataset.selected = this.selected ?? "";
  }

  private select(id: string | null): void {
    const next = id === this.selected ? null : id;
    if (next === this.selected) return;
    this.selected = next;
    this.lastClick = Date.now();
    this.tip.hide();
    // the card is asked for before the map is drawn again: both are made at the same time
    this.reports.select(next, this.lastClick);
    this.element.dataset.selected = next ?? "";
    if (this.many()) requestAnimationFrame(() => this.show());
    else this.show();
  }

  private onOver(target: cytoscape.NodeSingular | cytoscape.EdgeSingular, pointer: PointerEvent): void {
    this.marking!.lines.point(null);
    this.canvas.classList.toggle("over", target.isNode());
    if (!target.isNode()) {
      target.addClass("over");
      this.tip.show(pointer, "", target.data("flows") as FlowData[], this.data!);
      return;
    }
    const id = target.data("of") as string;
    const other = this.hovered !== id;
    this.hovered = id;
    if (other && this.selected === null) this.show();
    this.tip.say(pointer, [target.data("code"), target.data("label")].filter(Boolean).join(" "), saidOf(id, this.data!.look));
  }

  /** Beside all nodes there may be one of the lines that are drawn apart. */
  private onBeside(at: cytoscape.Position, pointer: PointerEvent): void {
    const link = this.marking!.lines.point(at);
    if (link) this.tip.show(pointer, "", link.flows, this.data!);
    else this.tip.hide();
  }

  private onOut(): void {
    this.canvas.classList.remove("over");
    this.cy!.edges(".over").removeClass("over");
    this.marking!.lines.point(null);
    this.tip.hide();
    this.hovered = null;
    this.show();
  }

  /** Makes the drawing again: words have another width, or places are given back. */
  private remake(): void {
    if (!this.data || !this.cy) return;
    this.arrange();
    this.show();
  }

  private onResize(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === 0 || width === this.width || !this.cy) return;
    const first = this.width === 0;
    this.width = width;
    this.canvas.style.height = `${this.height()}px`;
    this.cy.resize();
    if (first || !this.data?.look.camera) this.fit();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.select(null);
    else if (!this.cy || !follow(event.key, this.cy, this.graph.nodes, this.list)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private act(action: string): void {
    const cy = this.cy;
    if (!cy || !this.data) return;
    if (saves(action)) savePicture(action, pictureOf(cy, this.marking!.lines.drawn(), this.badges, this.theme.colours.paper!), this.data, this.theme.colours, this.theme.font);
    else if (action === "full") fullScreen(this.element);
    else {
      if (action === "fit") this.fit();
      else if (action === "unpin") {
        this.data = { ...this.data, look: { ...this.data.look, pins: {}, camera: null } };
        this.remake();
      } else {
        const middle = { x: cy.width() / 2, y: cy.height() / 2 };
        cy.zoom({ level: cy.zoom() * (action === "zoom_in" ? 1.25 : 0.8), renderedPosition: middle });
      }
      this.arranging.moved();
    }
  }
}

const groupsOf = (data: MapData | null): string => JSON.stringify(data?.look.groups);
