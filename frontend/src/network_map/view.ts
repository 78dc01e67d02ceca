/** One network on the page: it lays out, shows who is tied to whom, and tells Python what the reader does. */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

import { palette, type Palette } from "../common/colours";
import type { Camera } from "../common/look";
import { html } from "../common/dom";
import { savePng, saveSvg } from "../common/exporting";
import { framed } from "../common/framing";
import { canvasMeasure, fill, fold, type Measure } from "../common/text";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { fullScreen } from "../common/screen";
import { Tooltip } from "../common/tooltip";
import type { MapData } from "../process_map/types";
import { nearest } from "../process_map/navigation";
import { badgeImage, badgesOf, OVER, saidOf, type Badge } from "../common/badges";
import { apart, force } from "./force";
import { graphOf } from "./graph";
import { layered, SAID } from "./layered";
import { entriesOf, showLegend } from "../common/legend";
import { NodeList } from "./list";
import { pictureOf } from "./picture";
import { blocks, FINE_LINKS, FINE_NODES, spread } from "./spread";
import { COLOURS, face, style } from "./style";
import type { Graph, Node, Place } from "./types";

cytoscape.use(fcose);

export interface Reports {
  select: (id: string | null, at: number) => void;
  arrange: (pins: Record<string, [number, number]>, camera: Camera) => void;
}

const SETTLED = 700; // milliseconds without a move before a place is told
const NARROW = 640;
const HEADING = 40; // room for the title of a frame
const STEP = 24; // of the widths of nodes, where there are many
const PROBE = "Surveiller la fabrication";

export class NetworkView {
  readonly element = html("div", { class: "qg-map qg-network" });
  private readonly toolbar: Toolbar = makeToolbar(["zoom_in", "zoom_out", "fit", "unpin", "full", "png", "svg"], (action) => this.act(action));
  private readonly canvas = html("div", { class: "canvas", "aria-hidden": "true" });
  private readonly list: NodeList;
  private readonly legend = html("ul", { class: "legend" });
  private readonly tip = new Tooltip(this.element);
  private readonly observer = new ResizeObserver(() => this.onResize());
  private readonly scheme = matchMedia("(prefers-color-scheme: dark)");
  private readonly badges = new Map<string, Badge[]>();
  private cy: cytoscape.Core | null = null;
  private data: MapData | null = null;
  private graph: Graph = { nodes: [], links: [] };
  private colours: Palette = {};
  private measure: Measure = (text, size) => text.length * size * 0.55;
  private font = "sans-serif";
  private pins = new Map<string, Place>();
  private selected: string | null = null;
  private hovered: string | null = null;
  private lastClick = 0;
  private timer = 0;
  private width = 0;
  private reports: Reports = { select: () => undefined, arrange: () => undefined };

  constructor() {
    this.list = new NodeList({
      focus: (key) => this.onFocus(key),
      blur: () => this.cy?.nodes(".focused").removeClass("focused"),
      choose: (key) => this.select(this.graph.nodes.find((node) => node.key === key)?.id ?? null),
      key: this.onKey,
    });
    this.element.append(this.toolbar.element, this.canvas, this.list.element, this.legend, this.tip.element);
    this.toolbar.search.addEventListener("input", () => this.find());
    this.toolbar.search.addEventListener("keydown", this.onSearchKey);
    this.canvas.addEventListener("wheel", this.onWheel, { passive: false });
    this.scheme.addEventListener("change", this.onScheme);
    this.observer.observe(this.element);
  }

  destroy(): void {
    this.observer.disconnect();
    this.scheme.removeEventListener("change", this.onScheme);
    clearTimeout(this.timer);
    this.cy?.destroy();
    this.element.remove();
  }

  /** Takes what Python sent; `echo` is the last click that Python had seen when it did. */
  update(data: MapData, echo: number, reports: Reports): void {
    this.reports = reports;
    this.count("calls");
    const before = this.data;
    this.data = data;
    if (data.height !== before?.height) this.canvas.style.height = `${this.height()}px`;
    if (!this.cy) this.start();
    const drawing = data.signature !== before?.signature;
    const look = data.lookSignature !== before?.lookSignature;
    if (drawing) this.name();
    const arranged = drawing || data.look.layout !== before?.look.layout || groupsOf(data) !== groupsOf(before);
    const recoloured = this.recolour();
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

  /** As high as the drawing asks for at the width of the page, within reason. */
  private height(): number {
    if (document.fullscreenElement) return window.innerHeight - 130;
    const wanted = this.data?.height ?? 620;
    const narrow = this.element.clientWidth < NARROW;
    const box = this.box();
    if (!box || !box.w) return narrow ? 380 : wanted;
    const natural = (box.h * Math.min(1.15, (this.element.clientWidth - 40) / box.w)) + 60;
    return Math.round(Math.min(wanted * 1.35, Math.max(narrow ? 280 : wanted * 0.7, natural)));
  }

  private start(): void {
    const touch = matchMedia("(pointer: coarse)").matches;
    const cy = cytoscape({ container: this.canvas, elements: [], minZoom: 0.05, maxZoom: 3, userZoomingEnabled: touch, boxSelectionEnabled: false, autounselectify: true });
    this.cy = cy;
    // for tests, which cannot see into a canvas
    (this.canvas as unknown as { network: cytoscape.Core }).network = cy;
    cy.on("tap", "node", (event) => this.select((event.target as cytoscape.NodeSingular).data("id") ? (event.target as cytoscape.NodeSingular).data("of") as string : null));
    cy.on("tap", (event) => {
      if (event.target === cy) this.select(this.selected);
    });
    cy.on("mouseover mousemove", "node, edge", (event) => this.onOver(event));
    cy.on("mouseout", "node, edge", () => this.onOut());
    cy.on("dragfree", "node", (event) => {
      const node = event.target as cytoscape.NodeSingular;
      this.pins.set(node.id(), { ...node.position() });
      this.report();
    });
    cy.on("pan zoom", () => this.tip.hide());
    cy.on("dragpan pinchzoom", () => this.report());
    for (const name of ["pointerenter", "pointerdown"]) {
      // the page may have scrolled since the canvas last looked where it stands
      this.canvas.addEventListener(name, () => cy.resize(), { capture: true, passive: true });
    }
  }

  private name(): void {
    nameToolbar(this.toolbar, this.data!.texts);
    this.list.element.setAttribute("aria-label", this.text("map"));
    this.list.element.setAttribute("aria-description", this.text("keyboard"));
  }

  /** Reads the theme's colours; tells whether they changed. */
  private recolour(): boolean {
    const colours = palette(this.element, COLOURS);
    const font = getComputedStyle(this.element).fontFamily;
    if (font === this.font && COLOURS.every((name) => colours[name] === this.colours[name])) return false;
    this.colours = colours;
    if (font !== this.font) {
      this.font = font;
      this.measure = canvasMeasure(font);
      if (!document.fonts.check(`600 14px ${font}`)) {
        const before = this.measure(PROBE, 14, 600);
        void document.fonts.load(`600 14px ${font}`).then(() => {
          this.measure = canvasMeasure(font);
          // places are made again only where words have another width
          if (this.data && this.cy && Math.abs(this.measure(PROBE, 14, 600) / before - 1) > 0.02) {
            this.arrange();
            this.show();
          }
        });
      }
    }
    this.cy?.style(style(this.colours, this.font));
    return true;
  }

  /** Makes what is new, drops what is gone, and gives every node its place. */
  private arrange(): void {
    const cy = this.cy!;
    const data = this.data!;
    const hierarchical = data.look.layout !== "force";
    this.graph = graphOf(data, hierarchical, this.measure);
    this.pins = new Map(Object.entries(data.look.pins).map(([key, [x, y]]) => [key, { x, y }]));
    const parents = new Map<string, string>();
    for (const node of this.graph.nodes) {
      const title = data.look.groups[node.id];
      if (title) parents.set(node.key, `group:${title}`);
    }
    const many = this.many();
    const classes = many ? "many" : "";
    // few widths make few pictures of badges, which the browser has to read one by one
    if (many) for (const node of this.graph.nodes) node.w = Math.ceil(node.w / STEP) * STEP;
    const looks = this.looks();
    cy.batch(() => {
      cy.elements().remove();
      cy.add([
        ...[...new Set(parents.values())].map((id) => ({ group: "nodes" as const, data: { id, text: id.slice(6) } })),
        ...this.graph.nodes.map((node) => ({
          group: "nodes" as const, classes,
          data: { ...node, ...looks.get(node.key), id: node.key, of: node.id, text: node.lines.join("\n"), parent: parents.get(node.key) },
        })),
        ...this.graph.links.map((link) => ({ group: "edges" as const, classes, data: { ...link, id: link.key, label: this.words(link.flows) } })),
      ]);
    });
    this.describe();
    if (hierarchical && parents.size === 0) {
      const places = layered(this.graph);
      cy.nodes().positions((node) => ({ ...(this.pins.get(node.id()) ?? places.nodes.get(node.id()) ?? { x: 0, y: 0 }) }));
      cy.edges().forEach((edge) => bend(edge, places.bends.get(edge.id()) ?? []));
    } else {
      if (many && parents.size > 0) {
        const places = blocks(this.graph, (key) => parents.get(key) ?? "");
        cy.nodes(":childless").positions((node) => places.get(node.id()) ?? node.position());
      } else {
        if (!many) force(cy, this.graph);
        if (parents.size === 0) {
          const found = many ? spread(this.graph) : new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }] as const));
          const places = apart(this.graph, found);
          cy.nodes().positions((node) => places.get(node.id()) ?? node.position());
        }
      }
      // places given come last: what the reader has not touched stays where it was
      for (const [key, place] of this.pins) cy.getElementById(key).position({ ...place });
    }
    this.place();
    this.count("draws");
    this.element.dataset.nodes = String(this.graph.nodes.length);
    this.element.dataset.layout = data.look.layout;
  }

  private place(): void {
    this.width = Math.floor(this.element.clientWidth);
    const camera = this.data!.look.camera;
    if (camera) this.cy!.viewport({ zoom: camera.zoom, pan: { x: camera.x, y: camera.y } });
    else this.fit();
  }

  /** The ground that the drawing covers; that of the nodes alone where measuring every line would take long. */
  private box(): { x1: number; y1: number; w: number; h: number } | null {
    if (!this.cy || this.graph.nodes.length === 0) return null;
    if (!this.many()) return this.cy.elements().boundingBox();
    const sides = this.graph.nodes.map(({ key, w, h }) => {
      const { x, y } = this.cy!.getElementById(key).position();
      return [x - w / 2, y - h / 2, x + w / 2, y + h / 2] as const;
    });
    const [x1, y1] = [Math.min(...sides.map(([left]) => left)), Math.min(...sides.map(([, top]) => top)) - HEADING];
    const [x2, y2] = [Math.max(...sides.map(([, , right]) => right)), Math.max(...sides.map(([, , , bottom]) => bottom))];
    return { x1, y1, w: x2 - x1, h: y2 - y1 };
  }

  private fit(): void {
    const cy = this.cy!;
    this.canvas.style.height = `${this.height()}px`;
    cy.resize();
    const box = this.many() ? this.box() : null;
    if (box) {
      const zoom = Math.max(cy.minZoom(), Math.min((cy.width() - 44) / box.w, (cy.height() - 44) / box.h, 1.15));
      cy.viewport({ zoom, pan: { x: (cy.width() - zoom * (2 * box.x1 + box.w)) / 2, y: (cy.height() - zoom * (2 * box.y1 + box.h)) / 2 } });
      return;
    }
    cy.fit(undefined, 22);
    if (cy.zoom() > 1.15) {
      cy.zoom(1.15);
      cy.center();
    }
  }

  /** Colours and signs of every node, by its key. */
  private looks(): Map<string, Record<string, unknown>> {
    const { look } = this.data!;
    const { paper, focus, alert } = this.colours as Record<"paper" | "focus" | "alert", string>;
    const tones = { focus, alert, shade: (tone: string): string => this.colours[tone] ?? focus };
    this.badges.clear();
    return new Map(this.graph.nodes.map((node) => {
      const shade = look.paint?.shades[look.paint.of[node.id] ?? -1];
      const marks = badgesOf(node.id, look, tones);
      this.badges.set(node.key, marks);
      return [node.key, {
        ...face(node, this.colours, shade?.tone ?? null),
        badges: marks.length > 0 ? badgeImage(marks, node.w, paper) : "none", badgeWidth: node.w + 2 * OVER,
      }];
    }));
  }

  /** Gives every node the colours and the signs of the look in force. */
  private dress(): void {
    const looks = this.looks();
    this.cy!.batch(() => {
      for (const [key, look] of looks) this.cy!.getElementById(key).data(look);
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

  private words(flows: readonly { label: string }[]): string {
    const [first] = flows;
    return flows.length === 1 && first ? first.label : fill(this.text("flows_many"), { count: flows.length });
  }

  /** Puts the classes that the selection, the pointer, the path and the search ask for. */
  private show(): void {
    const cy = this.cy;
    if (!cy || !this.data) return;
    const query = fold(this.toolbar.search.value.trim());
    const trail = this.data.look.trail;
    const chosen = cy.nodes().filter((node) => node.data("of") === this.selected && this.selected !== null);
    const over = chosen.empty() ? cy.nodes().filter((node) => node.data("of") === this.hovered && this.hovered !== null) : chosen;
    cy.batch(() => {
      cy.elements().removeClass("away hit given received customer supplier selected trail said");
      const given = over.outgoers("edge");
      const received = over.incomers("edge");
      given.addClass("given");
      received.addClass("received");
      if (over.empty() && this.graph.links.length <= SAID) cy.edges().addClass("said");
      if (given.length + received.length <= SAID) given.union(received).addClass("said");
      if (chosen.nonempty()) {
        received.sources().difference(chosen).addClass("supplier");
        given.targets().difference(chosen).addClass("customer").removeClass("supplier");
        cy.elements(":childless, edge").difference(chosen.closedNeighborhood()).addClass("away");
        chosen.addClass("selected");
      }
      if (trail.length > 0) {
        const nodes = cy.nodes(":childless").filter((node) => trail.includes(node.data("of") as string));
        const steps = new Set(trail.slice(1).map((id, i) => `${trail[i]}→${id}`));
        const edges = cy.edges().filter((edge) => steps.has(`${edge.source().data("of")}→${edge.target().data("of")}`));
        if (chosen.empty()) cy.elements(":childless, edge").difference(nodes.union(edges)).addClass("away");
        nodes.union(edges).addClass("trail").removeClass("away");
      }
      if (query) {
        const hits = cy.nodes(":childless").filter((node) => fold(`${node.data("code")} ${node.data("label")}`).includes(query));
        hits.addClass("hit");
        if (chosen.empty()) cy.nodes(":childless").difference(hits).addClass("away");
      }
    });
    for (const button of this.list.element.querySelectorAll<HTMLButtonElement>("button")) {
      const node = this.graph.nodes.find((one) => one.key === button.dataset.node);
      button.setAttribute("aria-pressed", String(node !== undefined && node.id === this.selected));
    }
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

  private onOver(event: cytoscape.EventObject): void {
    const target = event.target as cytoscape.NodeSingular | cytoscape.EdgeSingular;
    this.canvas.classList.toggle("over", target.isNode());
    const pointer = event.originalEvent as unknown as PointerEvent;
    if (target.isNode()) {
      if (this.hovered !== target.data("of")) {
        this.hovered = target.data("of") as string;
        if (this.selected === null) this.show();
      }
      this.tip.say(pointer, [target.data("code"), target.data("label")].filter(Boolean).join(" "), saidOf(target.data("of") as string, this.data!.look));
    } else {
      target.addClass("given");
      this.tip.show(pointer, "", target.data("flows"), this.data!);
    }
  }

  private onOut(): void {
    this.canvas.classList.remove("over");
    this.tip.hide();
    this.hovered = null;
    this.show();
  }

  private readonly onWheel = (event: WheelEvent): void => {
    const cy = this.cy;
    if (!cy || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    const area = this.canvas.getBoundingClientRect();
    cy.zoom({ level: cy.zoom() * Math.exp(-event.deltaY / 300), renderedPosition: { x: event.clientX - area.x, y: event.clientY - area.y } });
    this.report();
  };

  private readonly onScheme = (): void => {
    requestAnimationFrame(() => {
      if (this.data && this.recolour()) {
        this.dress();
        this.show();
      }
    });
  };

  private onResize(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === 0 || width === this.width || !this.cy) return;
    const first = this.width === 0;
    this.width = width;
    this.canvas.style.height = `${this.height()}px`;
    this.cy.resize();
    if (first || !this.data?.look.camera) this.fit();
  }

  private onFocus(key: string): void {
    const cy = this.cy!;
    cy.nodes(".focused").removeClass("focused");
    const node = cy.getElementById(key);
    node.addClass("focused");
    const box = node.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(node);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.select(this.selected);
    else if (event.key.startsWith("Arrow")) {
      const boxes = this.graph.nodes.map((node) => {
        const { x, y } = this.cy!.getElementById(node.key).position();
        return { ...node, box: { x: x - node.w / 2, y: y - node.h / 2, w: node.w, h: node.h } };
      });
      const current = boxes.find((node) => node.key === this.list.active);
      const next = current && nearest(boxes, current, event.key);
      if (next) this.list.focus(next.key);
    } else if (event.key === "Home" || event.key === "End") {
      const node = this.graph.nodes.at(event.key === "Home" ? 0 : -1);
      if (node) this.list.focus(node.key);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private matches(): Node[] {
    const query = fold(this.toolbar.search.value.trim());
    return query ? this.graph.nodes.filter((node) => fold(`${node.code} ${node.label}`).includes(query)) : [];
  }

  private find(): void {
    const searching = this.toolbar.search.value.trim() !== "";
    const found = new Set(this.matches().map((node) => node.id)).size;
    this.toolbar.count.textContent = searching ? fill(this.text("search_count"), { count: found }) : "";
    this.show();
  }

  private readonly onSearchKey = (event: KeyboardEvent): void => {
    const first = event.key === "Enter" ? this.matches()[0] : undefined;
    if (event.key !== "Escape" && !first) return;
    event.preventDefault();
    this.toolbar.search.value = "";
    this.find();
    if (!first) return;
    this.cy!.center(this.cy!.getElementById(first.key));
    if (this.selected !== first.id) this.select(first.id);
  };

  /** Tells Python where things stand, once they stand still. */
  private report(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const cy = this.cy!;
      const pins = Object.fromEntries([...this.pins].map(([key, { x, y }]) => [key, [Math.round(x), Math.round(y)] as [number, number]]));
      this.reports.arrange(pins, { zoom: Math.round(cy.zoom() * 1000) / 1000, x: Math.round(cy.pan().x), y: Math.round(cy.pan().y) });
    }, SETTLED);
  }

  private act(action: string): void {
    const cy = this.cy;
    if (!cy || !this.data) return;
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    if (action === "zoom_in" || action === "zoom_out") {
      cy.zoom({ level: cy.zoom() * (action === "zoom_in" ? 1.25 : 0.8), renderedPosition: middle });
      this.report();
    } else if (action === "fit") {
      this.fit();
      this.report();
    } else if (action === "full") {
      fullScreen(this.element);
    } else if (action === "unpin") {
      this.data = { ...this.data, look: { ...this.data.look, pins: {}, camera: null } };
      this.arrange();
      this.show();
      this.report();
    } else {
      const { look } = this.data;
      const { ink, quiet, paper } = this.colours as Record<"ink" | "quiet" | "paper", string>;
      const heading = { title: look.title, subtitle: look.subtitle, lang: look.lang, paint: look.paint?.title ?? "", entries: entriesOf(this.data, this.colours) };
      const picture = framed(pictureOf(cy, this.badges, paper), heading, { ink, quiet, paper }, this.font, this.measure);
      const name = this.text("file_name") || "map";
      if (action === "svg") saveSvg(picture, name);
      else void savePng(picture, name, this.font.split(",")[0]!.replace(/["']/g, ""), 2);
    }
  }
}

function groupsOf(data: MapData | null): string {
  return data ? JSON.stringify(data.look.groups) : "";
}

/** Gives a line its bends, as weights along and distances from the straight line between its nodes. */
function bend(edge: cytoscape.EdgeSingular, points: readonly Place[]): void {
  const from = edge.source().position();
  const to = edge.target().position();
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  if (points.length === 0 || length < 1) {
    edge.data("bent", false);
    return;
  }
  const weights = points.map(({ x, y }) => ((x - from.x) * dx + (y - from.y) * dy) / (length * length));
  const distances = points.map(({ x, y }) => ((y - from.y) * dx - (x - from.x) * dy) / length);
  edge.data({ bent: true, weights, distances });
}
