/** One map on the page: it draws, shows who is whose customer and supplier, and tells Python what is selected. */

import { badgesOf, saidOf } from "../common/badges";
import { palette, type Palette } from "../common/colours";
import { html, svg } from "../common/dom";
import { draw, drawBadges, drawMarks, makeLayers, type Badge, type Layers } from "./draw";
import { savePng, saveSvg, standalone } from "../common/exporting";
import { framed } from "../common/framing";
import { entriesOf, showLegend } from "../common/legend";
import { fullScreen } from "../common/screen";
import { layout } from "./layout";
import { route } from "./routing";
import { canvasMeasure, fill, fold, type Measure } from "../common/text";
import { nearest } from "./navigation";
import { makeToolbar, nameToolbar, type Toolbar } from "../common/toolbar";
import { Tooltip } from "../common/tooltip";
import type { FlowData, Layout, MapData, PlacedNode, RoutedFlow } from "./types";
import { Viewport } from "./viewport";

const COLOURS = ["ink", "paper", "quiet", "alert", "customer-role", "supplier-role", "shade-none", ...Array.from({ length: 8 }, (_, i) => `shade-${i}`), ...Array.from({ length: 5 }, (_, i) => `scale-${i}`)];

type Send = (id: string | null, at: number) => void;

interface Neighbour {
  given: FlowData[];
  received: FlowData[];
}

export class View {
  readonly element = html("div", { class: "qg-map" });
  private readonly toolbar: Toolbar = makeToolbar(["flows", "zoom_in", "zoom_out", "fit", "full", "png", "svg"], (action) => this.act(action));
  private readonly stage = html("div", { class: "stage" });
  private readonly drawing = svg("svg", { role: "group", tabindex: -1 });
  private readonly layers: Layers = makeLayers(this.drawing);
  private readonly tip = new Tooltip(this.element);
  private readonly legend = html("ul", { class: "legend" });
  private readonly viewport = new Viewport(this.drawing);
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
  private send: Send = () => undefined;

  constructor() {
    this.stage.append(this.drawing);
    this.element.append(this.toolbar.element, this.stage, this.legend, this.tip.element);
    this.drawing.addEventListener("click", this.onClick);
    this.drawing.addEventListener("pointermove", this.onPointer);
    this.drawing.addEventListener("pointerleave", this.onLeave);
    this.drawing.addEventListener("keydown", this.onKey);
    this.drawing.addEventListener("focusin", this.onFocus);
    this.toolbar.search.addEventListener("input", () => this.find());
    this.toolbar.search.addEventListener("keydown", this.onSearchKey);
    this.observer.observe(this.element);
  }

  destroy(): void {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    this.element.remove();
  }

  /** Takes what Python sent; `echo` is the last click that Python had seen when it did. */
  update(data: MapData, echo: number, send: Send): void {
    this.send = send;
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
    const lanes = route(first, this.data.flows).lanes;
    let map = layout(this.data, width, this.measure, lanes);
    const spare = Math.min(180, this.data.height - map.height);
    if (!map.narrow && spare > 0) map = layout(this.data, width, this.measure, lanes, spare);
    this.map = map;
    this.flows = route(map, this.data.flows).flows;
    this.element.classList.toggle("narrow", map.narrow);
    this.stage.style.height = `${Math.ceil(map.height)}px`;
    this.viewport.resize(width, Math.ceil(map.height));
    const made = draw(this.layers, map, this.flows, this.measure);
    this.element.dataset.made = String(made);
    this.count("draws");
    this.show();
  }

  /** The selected node's neighbours, with what each receives and gives. */
  private neighbours(id: string): Map<string, Neighbour> {
    const out = new Map<string, Neighbour>();
    const of = (other: string): Neighbour => {
      const entry = out.get(other) ?? { given: [], received: [] };
      out.set(other, entry);
      return entry;
    };
    for (const flow of this.data?.flows ?? []) {
      if (flow.source === id && flow.target !== id) of(flow.target).received.push(flow);
      else if (flow.target === id && flow.source !== id) of(flow.source).given.push(flow);
    }
    return out;
  }

  private roleOf(node: PlacedNode, neighbour: Neighbour | undefined): "customer" | "supplier" | "both" | null {
    if (!neighbour) return null;
    // a customer's left copy gives its demands, its right copy receives
    const receives = neighbour.received.length > 0 && node.side !== "in";
    const gives = neighbour.given.length > 0 && node.side !== "out";
    return receives && gives ? "both" : receives ? "customer" : gives ? "supplier" : null;
  }

  /** Puts the classes and badges that the selection, the pointer and the search ask for. */
  private show(): void {
    if (!this.map || !this.data) return;
    const known = this.map.nodes.some((node) => node.id === this.selected);
    const selected = known ? this.selected : null;
    const centre = selected ?? this.hovered;
    const around = centre ? this.neighbours(centre) : new Map<string, Neighbour>();
    const { look } = this.data;
    const steps = new Set(look.trail.slice(1).map((id, i) => `${look.trail[i]}→${id}`));
    const trailed = new Set(look.trail);
    const query = fold(this.toolbar.search.value.trim());
    this.drawing.classList.toggle("has-selection", selected !== null);
    const byKey = new Map(this.map.nodes.map((node) => [node.key, node]));
    const badges: Badge[] = [];
    if (!byKey.has(this.active ?? "")) this.active = this.map.nodes[0]?.key ?? null;
    for (const element of this.layers.nodes.children as Iterable<Element> as Iterable<SVGGElement>) {
      const node = byKey.get(element.dataset.node ?? "");
      if (!node) continue;
      const role = this.roleOf(node, around.get(node.id));
      const isSelected = node.id === selected;
      const hit = query !== "" && fold(`${node.code} ${node.label}`).includes(query);
      const onTrail = trailed.has(node.id);
      const away = selected !== null ? !isSelected && !role && !onTrail : query !== "" ? !hit : trailed.size > 0 && !onTrail;
      const shade = look.paint?.shades[look.paint.of[node.id] ?? -1];
      if (shade) element.style.setProperty("--paint", `var(--${shade.tone})`);
      const names = [element.dataset.base, isSelected && "selected", selected && role && `role-${role}`, away && "away", hit && "hit", onTrail && "trail", shade && "painted", node.id === this.hovered && "hovered"];
      element.setAttribute("class", names.filter(Boolean).join(" "));
      element.setAttribute("aria-pressed", String(isSelected));
      element.setAttribute("aria-label", [node.summary, ...saidOf(node.id, look)].join(" "));
      element.setAttribute("tabindex", node.key === this.active ? "0" : "-1");
      if (selected && role) badges.push({ node, role, text: this.text(`role_${role}`), caption: this.caption(node, around.get(node.id)!, role) });
    }
    const byId = new Map(this.flows.map((flow) => [flow.id, flow]));
    const hot: Element[] = [];
    for (const element of this.layers.flows.children as Iterable<Element> as Iterable<SVGGElement>) {
      const flow = byId.get(element.dataset.flow ?? "");
      const role = centre === null || !flow ? null : flow.data.source === centre ? "role-customer" : flow.data.target === centre ? "role-supplier" : null;
      const step = flow !== undefined && steps.has(`${flow.data.source}→${flow.data.target}`);
      element.setAttribute("class", [element.dataset.base, role, step && "trail", role || step ? "hot" : (selected || steps.size > 0) && "away"].filter(Boolean).join(" "));
      if (role || step) hot.push(element);
    }
    this.layers.flows.append(...hot);
    drawBadges(this.layers, badges, this.measure);
    const tones = { focus: "var(--focus)", alert: "var(--alert)", shade: (tone: string) => `var(--${tone})` };
    drawMarks(this.layers, this.map.nodes, (id) => badgesOf(id, look, tones), "var(--paper)");
  }

  private caption(node: PlacedNode, neighbour: Neighbour, role: "customer" | "supplier" | "both"): string {
    if (node.shape === "chip" || node.shape.startsWith("down")) return "";
    const flows = role === "customer" ? neighbour.received : role === "supplier" ? neighbour.given : [...neighbour.received, ...neighbour.given];
    return flows.length === 1 ? flows[0]!.label : fill(this.text("flows_many"), { count: flows.length });
  }

  private select(id: string | null): void {
    const next = id === this.selected ? null : id;
    if (next === this.selected) return;
    this.selected = next;
    this.lastClick = Date.now();
    this.show();
    this.send(next, this.lastClick);
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
    const neighbour = this.neighbours(this.selected).get(node.id);
    if (!neighbour) return [];
    return [...(node.side === "in" ? [] : neighbour.received), ...(node.side === "out" ? [] : neighbour.given)];
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

  private matches(): PlacedNode[] {
    const query = fold(this.toolbar.search.value.trim());
    if (!query) return [];
    return (this.map?.nodes ?? []).filter((node) => node.side !== "out" && fold(`${node.code} ${node.label}`).includes(query));
  }

  private find(): void {
    const searching = this.toolbar.search.value.trim() !== "";
    this.toolbar.count.textContent = searching ? fill(this.text("search_count"), { count: this.matches().length }) : "";
    this.show();
  }

  private readonly onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      this.toolbar.search.value = "";
      this.find();
    } else if (event.key === "Enter") {
      const found = this.matches()[0];
      if (found) {
        this.toolbar.search.value = "";
        this.find();
        this.focus(found);
        if (this.selected !== found.id) this.select(found.id);
      }
    } else {
      return;
    }
    event.preventDefault();
  };

  private act(action: string): void {
    if (action === "flows") {
      const on = this.element.classList.toggle("all-flows");
      this.toolbar.buttons.get("flows")!.setAttribute("aria-pressed", String(on));
    } else if (action === "zoom_in") this.viewport.zoom(1.25);
    else if (action === "zoom_out") this.viewport.zoom(0.8);
    else if (action === "fit") this.viewport.fit();
    else if (action === "full") fullScreen(this.element);
    else if (this.map && this.data) this.save(action, this.map, this.data);
  }

  private save(action: string, map: Layout, data: MapData): void {
    const colours: Palette = palette(this.element, COLOURS);
    const { ink, quiet, paper } = colours as Record<"ink" | "quiet" | "paper", string>;
    const copy = standalone(this.drawing, map.width, map.height, paper, this.text("map"));
    const { title, subtitle, lang, paint } = data.look;
    const heading = { title, subtitle, lang, paint: paint?.title ?? "", entries: entriesOf(data, colours) };
    const picture = framed(copy, heading, { ink, quiet, paper }, this.font, this.measure);
    const name = this.text("file_name") || "map";
    if (action === "svg") saveSvg(picture, name);
    else void savePng(picture, name, this.font.split(",")[0]!.replace(/["']/g, ""), 2);
  }
}
