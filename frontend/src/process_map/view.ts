/** One map on the page: it draws, takes what the reader does, and tells Python what is selected. */

import { saidOf } from "../common/badges";
import type { Choose } from "../common/choices";
import { palette } from "../common/colours";
import { html, svg } from "../common/dom";
import { standalone } from "../common/exporting";
import { showLegend } from "../common/legend";
import { savePicture, saves } from "../common/saving";
import { fullScreen } from "../common/screen";
import { Search } from "../common/search";
import { canvasMeasure, type Measure } from "../common/text";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { Tooltip } from "../common/tooltip";
import { draw, makeLayers, type Layers } from "./draw";
import { layout } from "./layout";
import { nearest } from "./navigation";
import { exchanged, neighboursOf } from "./neighbours";
import { lanesNeeded, route } from "./routing";
import { show } from "./showing";
import type { FlowData, Layout, MapData, PlacedNode, RoutedFlow } from "./types";
import { Viewport } from "./viewport";

const COLOURS = ["ink", "paper", "quiet", "alert", "customer-role", "supplier-role", "shade-none", ...Array.from({ length: 8 }, (_, i) => `shade-${i}`), ...Array.from({ length: 5 }, (_, i) => `scale-${i}`)];

export interface Reports {
  select: (id: string | null, at: number) => void;
  choose: Choose;
}

export class View {
  readonly element = html("div", { class: "qg-map" });
  private readonly toolbar: Toolbar = makeToolbar(["flows", "zoom_in", "zoom_out", "fit", "full", "png", "svg"], (action) => this.act(action), (name, value, at) => this.reports.choose(name, value, at));
  private readonly stage = html("div", { class: "stage" });
  private readonly drawing = svg("svg", { role: "group", tabindex: -1 });
  private readonly layers: Layers = makeLayers(this.drawing);
  private readonly tip = new Tooltip(this.element);
  private readonly legend = html("ul", { class: "legend" });
  private readonly viewport = new Viewport(this.drawing);
  private readonly search = new Search<PlacedNode>(this.toolbar, {
    nodes: () => (this.map?.nodes ?? []).filter((node) => node.side !== "out"),
    nameOf: (node) => `${node.code} ${node.label}`,
    idOf: (node) => node.id,
    counted: () => this.text("search_count"),
    shown: () => this.show(),
    chosen: (node) => {
      this.focus(node);
      if (this.selected !== node.id) this.select(node.id);
    },
  });
  private readonly observer = new ResizeObserver(() => this.onResize());
  private data: MapData | null = null;
  private map: Layout | null = null;
  private flows: RoutedFlow[] = [];
  private measure: Measure = (text, size) => text.length * size * 0.55;
  private font = "";
  private width = 0;
  private selected: string | null = null;
  private hovered: string | null = null;
  private active: string | null = null;
  private lastClick = 0;
  private frame = 0;
  private reports: Reports = { select: () => undefined, choose: () => undefined };

  constructor() {
    this.stage.append(this.drawing);
    this.element.append(this.toolbar.element, this.stage, this.legend, this.tip.element);
    this.drawing.addEventListener("click", this.onClick);
    this.drawing.addEventListener("pointermove", this.onPointer);
    this.drawing.addEventListener("pointerleave", this.onLeave);
    this.drawing.addEventListener("keydown", this.onKey);
    this.drawing.addEventListener("focusin", this.onFocus);
    this.observer.observe(this.element);
  }

  destroy(): void {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Takes what Python sent; `echo` is the last click that Python had seen when it did. */
  update(data: MapData, echo: number, reports: Reports): void {
    this.reports = reports;
    this.count("calls");
    const before = this.data;
    const changed = data.signature !== this.data?.signature || data.height !== this.data.height;
    this.data = data;
    const restyled = data.lookSignature !== before?.lookSignature;
    if (changed) {
      this.name();
      this.redraw();
    } else if (restyled) {
      this.show();
    }
    if (changed || restyled) showLegend(this.legend, data, null);
    this.toolbar.choices.update(data.look.choices, data.chosen);
    // an answer to an older click must not undo the newer one
    if (echo >= this.lastClick && data.selected !== this.selected) {
      this.selected = data.selected;
      this.show();
    }
  }

  private count(name: string): void {
    this.element.dataset[name] = String(Number(this.element.dataset[name] ?? 0) + 1);
  }

  private text(key: string): string {
    return this.data?.texts[key] ?? "";
  }

  private name(): void {
    nameToolbar(this.toolbar, this.data!.texts);
    this.drawing.setAttribute("aria-label", this.text("map"));
    this.drawing.setAttribute("aria-description", this.text("keyboard"));
  }

  private onResize(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === this.width || width === 0) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.redraw());
  }

  private redraw(): void {
    if (!this.data) return;
    const width = Math.floor(this.element.clientWidth);
    if (width === 0) return;
    this.width = width;
    const family = getComputedStyle(this.element).fontFamily;
    if (family !== this.font) {
      this.font = family;
      this.measure = canvasMeasure(family);
      // the page's font may still be on its way: its words have another width
      if (!document.fonts.check(`600 14px ${family}`)) {
        void document.fonts.load(`600 14px ${family}`).then(() => {
          this.measure = canvasMeasure(family);
          this.redraw();
        });
      }
    }
    const first = layout(this.data, width, this.measure);
    const lanes = lanesNeeded(first, this.data.flows);
    let map = layout(this.data, width, this.measure, lanes);
    const spare = Math.min(180, this.data.height - map.height);
    if (!map.narrow && spare > 0) map = layout(this.data, width, this.measure, lanes, spare);
    this.map = map;
    this.search.offer();
    this.flows = route(map, this.data.flows);
    this.element.classList.toggle("narrow", map.narrow);
    this.stage.style.height = `${Math.ceil(map.height)}px`;
    this.viewport.resize(width, Math.ceil(map.height));
    const made = draw(this.layers, map, this.flows, this.measure);
    this.element.dataset.made = String(made);
    this.count("draws");
    this.show();
  }

  /** Puts what the selection, the pointer, the path and the search ask for. */
  private show(): void {
    if (!this.map || !this.data) return;
    const { map, data, flows, hovered } = this;
    const known = map.nodes.some((node) => node.id === this.selected);
    const selected = known ? this.selected : null;
    if (!map.nodes.some((node) => node.key === this.active)) this.active = map.nodes[0]?.key ?? null;
    this.drawing.classList.toggle("has-selection", selected !== null);
    const finds = this.search.query ? (node: PlacedNode): boolean => this.search.finds(node) : null;
    show(this.layers, { data, map, flows, selected, hovered, active: this.active, finds }, this.measure);
  }

  private select(id: string | null): void {
    const next = id === this.selected ? null : id;
    if (next === this.selected) return;
    this.selected = next;
    this.lastClick = Date.now();
    this.show();
    this.reports.select(next, this.lastClick);
  }

  private nodeAt(event: Event): string | null {
    const element = (event.target as Element).closest<SVGGElement>("[data-node]");
    return element?.dataset.node ?? null;
  }

  private node(key: string | null): PlacedNode | undefined {
    return this.map?.nodes.find((node) => node.key === key);
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (this.viewport.moved) return;
    const key = this.nodeAt(event);
    if (key) this.active = key;
    this.tip.hide();
    this.select(this.node(key)?.id ?? null);
  };

  private readonly onFocus = (event: FocusEvent): void => {
    const node = this.node(this.nodeAt(event));
    if (!node) return;
    this.active = node.key;
    this.viewport.reveal(node.box.x, node.box.y, node.box.w, node.box.h);
  };

  private readonly onLeave = (): void => {
    this.tip.hide();
    if (this.hovered !== null) {
      this.hovered = null;
      this.show();
    }
  };

  private readonly onPointer = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return;
    const node = this.node(this.nodeAt(event));
    const id = node?.id ?? null;
    if (id !== this.hovered) {
      this.hovered = id;
      this.show();
    }
    if (node) {
      const flows = this.exchanged(node);
      const said = saidOf(node.id, this.data!.look);
      if (flows.length > 0) this.tip.show(event, node.label, flows, this.data!);
      else if (said.length > 0) this.tip.say(event, [node.code, node.label].filter(Boolean).join(" "), said);
      else this.tip.hide();
    } else {
      const scope = this.drawing.getRootNode() as ShadowRoot | Document;
      const under = scope.elementsFromPoint(event.clientX, event.clientY).map((element) => element.closest<SVGGElement>("[data-flow]")?.dataset.flow);
      const ids = [...new Set(under.filter((one): one is string => Boolean(one)))];
      const flows = ids.map((one) => this.flows.find((flow) => flow.id === one)!.data);
      if (flows.length > 0) this.tip.show(event, "", flows, this.data!);
      else this.tip.hide();
    }
  };

  /** With a selection: what passes between the node and the selected one. */
  private exchanged(node: PlacedNode): FlowData[] {
    if (!this.selected || node.id === this.selected) return [];
    return exchanged(node, neighboursOf(this.selected, this.data?.flows ?? []).get(node.id));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const current = this.node(this.active);
    if (event.key === "Enter" || event.key === " ") {
      if (current) this.select(current.id);
    } else if (event.key === "Escape") {
      this.select(this.selected);
    } else if (event.key.startsWith("Arrow") && current) {
      this.focus(nearest(this.map?.nodes ?? [], current, event.key));
    } else if (event.key === "Home" || event.key === "End") {
      this.focus(this.map?.nodes.at(event.key === "Home" ? 0 : -1));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private focus(node: PlacedNode | undefined): void {
    if (!node) return;
    this.active = node.key;
    this.show();
    this.drawing.querySelector<SVGGElement>(`[data-node="${CSS.escape(node.key)}"]`)?.focus();
  }

  private act(action: string): void {
    if (action === "flows") {
      const on = this.element.classList.toggle("all-flows");
      this.toolbar.buttons.get("flows")!.setAttribute("aria-pressed", String(on));
    } else if (action === "zoom_in") this.viewport.zoom(1.25);
    else if (action === "zoom_out") this.viewport.zoom(0.8);
    else if (action === "fit") this.viewport.fit();
    else if (action === "full") fullScreen(this.element);
    else if (this.map && this.data && saves(action)) {
      const colours = palette(this.element, COLOURS);
      const copy = standalone(this.drawing, this.map.width, this.map.height, colours.paper!, this.text("map"));
      savePicture(action, copy, this.data, colours, this.font);
    }
  }
}
