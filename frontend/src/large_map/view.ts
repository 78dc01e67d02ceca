/** A network of thousands of nodes, drawn by the graphics card: points, lines, the names that have room. */

import Graph from "graphology";
import Sigma from "sigma";

import { badgesOf, saidOf } from "../common/badges";
import { mix, palette, type Palette } from "../common/colours";
import { html, reconcile, svg } from "../common/dom";
import { savePng, saveSvg } from "../common/exporting";
import { framed } from "../common/framing";
import { entriesOf, showLegend } from "../common/legend";
import type { Look } from "../common/look";
import { fullScreen } from "../common/screen";
import { canvasMeasure, fill, fold } from "../common/text";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { Tooltip } from "../common/tooltip";
import { COLOURS } from "../network_map/style";
import type { MapData } from "../process_map/types";
import { columns, free } from "./places";

export interface LargeData {
  signature: string;
  ids: string[];
  codes: string[];
  labels: string[];
  /** name of the colour of each node without paint */
  tones: string[];
  groups: number[];
  sources: number[];
  targets: number[];
  look: Look;
  lookSignature: string;
  selected: string | null;
  height: number;
  texts: Record<string, string>;
}

const LISTED = 100;
const ARROWS = 4000;

export class LargeView {
  readonly element = html("div", { class: "qg-map qg-large" });
  private readonly toolbar: Toolbar = makeToolbar(["zoom_in", "zoom_out", "fit", "full", "png", "svg"], (action) => this.act(action));
  private readonly canvas = html("div", { class: "canvas", "aria-hidden": "true" });
  private readonly list = html("ul", { class: "nodes" });
  private readonly legend = html("ul", { class: "legend" });
  private readonly tip = new Tooltip(this.element);
  private readonly observer = new ResizeObserver(() => this.sigma?.resize());
  private sigma: Sigma | null = null;
  private graph = new Graph({ multi: true });
  private data: LargeData | null = null;
  private colours: Palette = {};
  private selected: string | null = null;
  private hovered: string | null = null;
  private near = new Set<string>();
  private hits: Set<string> | null = null;
  private trail = new Set<string>();
  private lastClick = 0;
  private select: (id: string | null, at: number) => void = () => undefined;

  constructor() {
    this.element.append(this.toolbar.element, this.canvas, this.list, this.legend, this.tip.element);
    this.toolbar.search.addEventListener("input", () => this.find());
    this.toolbar.search.addEventListener("keydown", (event) => {
      const first = event.key === "Enter" ? [...(this.hits ?? [])][0] : undefined;
      if (first) this.choose(first);
    });
    this.list.addEventListener("click", (event) => {
      const id = (event.target as Element).closest<HTMLElement>("[data-node]")?.dataset.node;
      if (id) this.choose(id);
    });
    this.observer.observe(this.canvas);
  }

  destroy(): void {
    this.observer.disconnect();
    this.sigma?.kill();
    this.element.remove();
  }

  update(data: LargeData, echo: number, select: (id: string | null, at: number) => void): void {
    this.select = select;
    const before = this.data;
    this.data = data;
    this.canvas.style.height = `${data.height}px`;
    const drawing = data.signature !== before?.signature || data.look.layout !== before.look.layout;
    const look = data.lookSignature !== before?.lookSignature;
    const colours = palette(this.element, COLOURS);
    const recoloured = COLOURS.some((name) => colours[name] !== this.colours[name]);
    this.colours = colours;
    if (drawing) this.draw();
    if (drawing || look || recoloured) this.dress();
    if (echo >= this.lastClick && data.selected !== this.selected) this.selected = data.selected;
    if (drawing || look || data.selected !== before?.selected) this.show();
  }

  private text(key: string): string {
    return this.data?.texts[key] ?? "";
  }

  private draw(): void {
    const data = this.data!;
    nameToolbar(this.toolbar, data.texts);
    this.list.setAttribute("aria-label", this.text("map"));
    const graph = new Graph({ multi: true });
    data.ids.forEach((id, i) => graph.addNode(id, { label: [data.codes[i], data.labels[i]].filter(Boolean).join(" "), x: 0, y: 0, size: 1 }));
    const type = data.sources.length <= ARROWS ? "arrow" : "line";
    data.sources.forEach((source, i) => {
      const target = data.targets[i]!;
      if (source !== target) graph.addEdge(data.ids[source]!, data.ids[target]!, { size: type === "arrow" ? 1 : 0.5, type });
    });
    if (data.look.layout === "hierarchical") {
      columns(data.ids.length, data.sources, data.targets).forEach(({ x, y }, i) => graph.mergeNodeAttributes(data.ids[i]!, { x, y }));
    } else {
      free(graph, data.groups);
    }
    const base = data.ids.length > 4000 ? 2.2 : 3.4;
    graph.forEachNode((node) => graph.setNodeAttribute(node, "size", base + Math.min(6, Math.sqrt(graph.degree(node)) * 0.5)));
    this.graph = graph;
    this.sigma?.kill();
    const font = getComputedStyle(this.element).fontFamily;
    this.sigma = new Sigma(graph, this.canvas, {
      allowInvalidContainer: true, renderEdgeLabels: false, labelFont: font, labelSize: 13, labelWeight: "600", labelDensity: 0.5, labelGridCellSize: 110,
      labelRenderedSizeThreshold: 4, hideEdgesOnMove: data.sources.length > 8000, zIndex: true, minCameraRatio: 0.02, maxCameraRatio: 3,
      defaultDrawNodeHover: (context, node, settings) => this.drawHover(context, node, `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`),
      nodeReducer: (node, attributes) => this.nodeLooks(node, attributes),
      edgeReducer: (edge, attributes) => this.edgeLooks(edge, attributes),
    });
    this.sigma.on("clickNode", ({ node }) => this.choose(node));
    this.sigma.on("clickStage", () => {
      if (this.selected) this.choose(this.selected);
    });
    this.sigma.on("enterNode", ({ node, event }) => {
      this.hovered = node;
      const said = saidOf(node, this.data!.look);
      this.tip.say(event.original as unknown as PointerEvent, graph.getNodeAttribute(node, "label") as string, said);
      if (!this.selected) this.show();
    });
    this.sigma.on("leaveNode", () => {
      this.hovered = null;
      this.tip.hide();
      if (!this.selected) this.show();
    });
    this.sigma.once("afterRender", () => {
      this.element.dataset.nodes = String(graph.order);
      this.element.dataset.draws = String(Number(this.element.dataset.draws ?? 0) + 1);
      this.element.dataset.layout = data.look.layout;
    });
    // for tests, which cannot see into a canvas
    (this.canvas as unknown as { sigma: Sigma }).sigma = this.sigma;
  }

  /** The name of the node under the pointer, on the ground of the page's own theme. */
  private drawHover(context: CanvasRenderingContext2D, node: { x: number; y: number; size: number; label: string | null; color: string }, font: string): void {
    context.font = font;
    const text = node.label ?? "";
    const width = context.measureText(text).width;
    context.beginPath();
    context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
    context.fillStyle = this.colours.ink!;
    context.fill();
    context.beginPath();
    context.arc(node.x, node.y, node.size, 0, Math.PI * 2);
    context.fillStyle = node.color;
    context.fill();
    context.beginPath();
    context.roundRect(node.x + node.size + 6, node.y - 12, width + 14, 24, 7);
    context.fillStyle = this.colours.paper!;
    context.strokeStyle = this.colours.quiet!;
    context.fill();
    context.stroke();
    context.fillStyle = this.colours.ink!;
    context.fillText(text, node.x + node.size + 13, node.y + 4.5);
  }

  /** Colours of the nodes, by family or by paint. */
  private dress(): void {
    const { look, ids, tones } = this.data!;
    this.trail = new Set(look.trail);
    ids.forEach((id, i) => {
      const shade = look.paint?.shades[look.paint.of[id] ?? -1];
      const tone = tones[i] === "customer" ? "banner" : tones[i]!;
      this.graph.mergeNodeAttributes(id, { color: this.colours[shade?.tone ?? tone] ?? this.colours.other, marks: badgesOf(id, look, { focus: "", alert: "", shade: () => "" }).map((badge) => badge.text).join(" ") });
    });
    this.sigma?.setSetting("labelColor", { color: this.colours.ink! });
    showLegend(this.legend, this.described(), null);
  }

  private described(): MapData {
    const { look, texts } = this.data!;
    return { look, texts, flows: [], families: [], processes: [], parties: [], signature: "", lookSignature: "", selected: null, height: 0 };
  }

  private nodeLooks(node: string, attributes: Record<string, unknown>): Record<string, unknown> {
    const centre = this.selected ?? this.hovered;
    const marks = attributes.marks ? `${String(attributes.marks)} · ` : "";
    const label = `${marks}${String(attributes.label)}`;
    if (node === centre) return { ...attributes, label, highlighted: true, zIndex: 2, size: Number(attributes.size) + 3 };
    const lit = centre ? this.near.has(node) : this.hits ? this.hits.has(node) : this.trail.size > 0 ? this.trail.has(node) : null;
    if (lit === null) return { ...attributes, label };
    return lit ? { ...attributes, label, forceLabel: this.near.size < 40, zIndex: 1 } : { ...attributes, label: "", color: mix(this.colours.ink!, this.colours.paper!, 0.16), zIndex: 0 };
  }

  private edgeLooks(edge: string, attributes: Record<string, unknown>): Record<string, unknown> {
    const centre = this.selected ?? this.hovered;
    const [source, target] = this.graph.extremities(edge);
    if (source === centre) return { ...attributes, color: this.colours["customer-role"], size: 2, zIndex: 1 };
    if (target === centre) return { ...attributes, color: this.colours["supplier-role"], size: 2, zIndex: 1 };
    return { ...attributes, color: mix(this.colours.ink!, this.colours.paper!, centre ? 0.06 : 0.2) };
  }

  private show(): void {
    const centre = this.selected ?? this.hovered;
    this.near = new Set(centre && this.graph.hasNode(centre) ? [centre, ...this.graph.neighbors(centre)] : []);
    this.element.dataset.selected = this.selected ?? "";
    this.sigma?.refresh({ skipIndexation: true });
    const shown = [...(this.hits ?? this.data?.ids ?? [])].slice(0, LISTED);
    reconcile(this.list, shown, (id) => id, () => {
      const item = html("li");
      item.append(html("button", { type: "button" }));
      return item;
    }, (item, id) => {
      const button = item.firstElementChild as HTMLButtonElement;
      button.dataset.node = id;
      button.textContent = [this.graph.getNodeAttribute(id, "label") as string, ...saidOf(id, this.data!.look)].join(", ");
      button.setAttribute("aria-pressed", String(id === this.selected));
    });
  }

  private choose(id: string): void {
    this.selected = id === this.selected ? null : id;
    this.lastClick = Date.now();
    this.tip.hide();
    this.show();
    this.select(this.selected, this.lastClick);
  }

  private find(): void {
    const query = fold(this.toolbar.search.value.trim());
    this.hits = query ? new Set(this.graph.filterNodes((_, attributes) => fold(String(attributes.label)).includes(query))) : null;
    this.toolbar.count.textContent = this.hits ? fill(this.text("search_count"), { count: this.hits.size }) : "";
    this.show();
  }

  private act(action: string): void {
    const camera = this.sigma?.getCamera();
    if (!camera || !this.data) return;
    if (action === "zoom_in") void camera.animatedZoom({ duration: 150 });
    else if (action === "zoom_out") void camera.animatedUnzoom({ duration: 150 });
    else if (action === "fit") void camera.animatedReset({ duration: 150 });
    else if (action === "full") fullScreen(this.element);
    else this.save(action);
  }

  private save(action: string): void {
    const size = 1400;
    const picture = svg("svg", { width: size, height: size * 0.7, viewBox: `0 0 ${size} ${size * 0.7}` });
    const places = this.graph.mapNodes((node, { x, y }) => [node, Number(x), Number(y)] as const);
    const [xs, ys] = [places.map(([, x]) => x), places.map(([, , y]) => y)];
    const span = (values: number[]): [number, number] => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
    const [[left, right], [low, high]] = [span(xs), span(ys)];
    const scale = Math.min((size - 40) / (right - left || 1), (size * 0.7 - 40) / (high - low || 1));
    const at = new Map(places.map(([node, x, y]) => [node, [Math.round((x - left) * scale + 20), Math.round((high - y) * scale + 20)] as const]));
    const d = this.graph.mapEdges((_, __, source, target) => `M${at.get(source)!.join(" ")}L${at.get(target)!.join(" ")}`).join("");
    picture.append(svg("path", { d, fill: "none", stroke: mix(this.colours.ink!, this.colours.paper!, 0.2), "stroke-width": 0.5 }));
    this.graph.forEachNode((node, { color, size: r }) => picture.append(svg("circle", { cx: at.get(node)![0], cy: at.get(node)![1], r: Number(r) * 0.8, fill: String(color) })));
    const { look } = this.data!;
    const { ink, quiet, paper } = this.colours as Record<"ink" | "quiet" | "paper", string>;
    const font = getComputedStyle(this.element).fontFamily;
    const heading = { title: look.title, subtitle: look.subtitle, lang: look.lang, paint: look.paint?.title ?? "", entries: entriesOf(this.described(), this.colours) };
    const sheet = framed(picture, heading, { ink, quiet, paper }, font, canvasMeasure(font));
    const name = this.text("file_name") || "map";
    if (action === "svg") saveSvg(sheet, name);
    else void savePng(sheet, name, font.split(",")[0]!.replace(/["']/g, ""), 2);
  }
}
