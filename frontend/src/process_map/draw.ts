/** Turns the geometry into SVG elements, and keeps them when the data changes. */

import { badgeMarkup, OVER, type Badge as Mark } from "../common/badges";
import { reconcile, set, svg } from "../common/dom";
import { BANNER_LINE, CHIP_LINE, CHIP_SIZE, CODE_SIZE, FOLDED_TIP, LABEL_SIZE, LINE_HEIGHT, TIP } from "./rows";
import { outline } from "./shapes";
import type { Measure } from "../common/text";
import type { Band, Banner, Layout, PlacedNode, RoutedFlow } from "./types";

export interface Layers {
  bands: SVGGElement;
  banners: SVGGElement;
  returns: SVGGElement;
  flows: SVGGElement;
  titles: SVGGElement;
  nodes: SVGGElement;
  marks: SVGGElement;
  badges: SVGGElement;
}

export function makeLayers(root: SVGSVGElement): Layers {
  const layer = (name: string): SVGGElement => root.appendChild(svg("g", { class: `layer-${name}` }));
  return {
    bands: layer("bands"), returns: layer("returns"), flows: layer("flows"), banners: layer("banners"),
    titles: layer("titles"), nodes: layer("nodes"), marks: layer("marks"), badges: layer("badges"),
  };
}

function lines(parent: Element, className: string, texts: readonly string[], x: number, y: number, step: number, anchor: string): void {
  reconcile(
    parent,
    texts.map((text, i) => ({ text, i })),
    ({ i }) => `${className}${i}`,
    () => svg("text", { class: className, "text-anchor": anchor }),
    (element, { text, i }) => {
      set(element, { x, y: y + i * step });
      if (element.textContent !== text) element.textContent = text;
    },
  );
}

function drawBands(layers: Layers, bands: readonly Band[], measure: Measure): void {
  reconcile(layers.bands, bands, (band) => band.id, () => svg("path"), (element, { tone, path }) =>
    set(element, { class: `band tone-${tone}`, d: path }));
  reconcile(layers.titles, bands, (band) => band.id, () => {
    const group = svg("g");
    group.append(svg("rect", { rx: 11, height: 22 }), svg("text"));
    return group;
  }, (group, { tone, box, label }) => {
    const width = measure(label, 12.5, 700) + 24;
    set(group, { class: `band-title tone-${tone}`, transform: `translate(${box.x + 16} ${box.y - 11})` });
    set(group.firstElementChild!, { width });
    set(group.lastElementChild!, { x: 12, y: 15.3 });
    if (group.lastElementChild!.textContent !== label) group.lastElementChild!.textContent = label;
  });
}

function drawBanners(layers: Layers, banners: readonly Banner[]): void {
  reconcile(layers.banners, banners, (banner) => banner.side, () => {
    const group = svg("g", { class: "banner" });
    group.append(svg("path"), svg("g"));
    return group;
  }, (group, { path, label, titleX, titleY }) => {
    set(group.firstElementChild!, { d: path });
    lines(group.lastElementChild!, "banner-title", label, titleX, titleY, BANNER_LINE, "middle");
  });
}

function nodeText(content: Element, node: PlacedNode): void {
  const { w, h } = node.box;
  if (node.shape === "chip") {
    const top = (h - node.lines.length * CHIP_LINE) / 2;
    lines(content, "chip-label", node.lines, w / 2, top + CHIP_SIZE - 1, CHIP_LINE, "middle");
    return;
  }
  const down = node.shape === "down" || node.shape === "down-start";
  if (down) {
    const notch = node.shape === "down" ? 10 : 0;
    const block = node.lines.length * LINE_HEIGHT;
    const top = notch * 0.6 + (h - notch * 0.6 - 10 - block) / 2;
    lines(content.children[0]!, "code", [node.code], 16, top + block / 2 + 4, 0, "start");
    lines(content.children[1]!, "label", node.lines, w / 2 + 10, top + LABEL_SIZE, LINE_HEIGHT, "middle");
    return;
  }
  const shift = node.shape === "chevron" ? 3 : node.shape === "start" ? -4 : 0;
  const block = CODE_SIZE + 6 + node.lines.length * LINE_HEIGHT;
  const top = (h - block) / 2;
  lines(content.children[0]!, "code", [node.code], w / 2 + shift, top + CODE_SIZE - 1, 0, "middle");
  lines(content.children[1]!, "label", node.lines, w / 2 + shift, top + CODE_SIZE + 6 + LABEL_SIZE - 0.5, LINE_HEIGHT, "middle");
}

function makeNode(node: PlacedNode): SVGGElement {
  const group = svg("g", { role: "button", tabindex: -1 });
  const content = svg("g", { class: "content", "aria-hidden": "true" });
  if (node.shape !== "chip") content.append(svg("g"), svg("g"));
  group.append(svg("path", { class: "ring" }), svg("path", { class: "face" }), content);
  return group;
}

function drawNodes(layers: Layers, nodes: readonly PlacedNode[]): number {
  return reconcile(layers.nodes, nodes, (node) => `${node.key}|${node.shape === "chip" ? 0 : 1}`, makeNode, (group, node) => {
    const d = outline(node.shape, node.box, node.shape.startsWith("down") ? FOLDED_TIP : TIP);
    const base = `node shape-${node.shape} tone-${node.tone}${node.row < 0 || (node.tone === "customer") ? " on-banner" : ""}`;
    group.dataset.base = base;
    group.dataset.id = node.id;
    group.dataset.node = node.key;
    set(group, { transform: `translate(${Math.round(node.box.x * 10) / 10} ${Math.round(node.box.y * 10) / 10})`, "aria-label": node.summary });
    set(group.children[0]!, { d });
    set(group.children[1]!, { d });
    nodeText(group.children[2]!, node);
  });
}

function drawFlows(layers: Layers, flows: readonly RoutedFlow[]): number {
  return reconcile(layers.flows, flows, (flow) => flow.id, () => {
    const group = svg("g", { "aria-hidden": "true" });
    group.append(svg("path", { class: "reach" }), svg("path", { class: "line" }), svg("path", { class: "head" }));
    return group;
  }, (group, flow) => {
    group.dataset.base = `flow${flow.core ? " core" : ""}${flow.data.feedback ? " feedback" : ""}${flow.data.derived ? " derived" : ""}`;
    group.dataset.flow = flow.id;
    set(group.children[0]!, { d: flow.path });
    set(group.children[1]!, { d: flow.path });
    set(group.children[2]!, { d: flow.head });
  });
}

/** Draws everything; returns the number of nodes and flows that had to be made (0 when nothing is new). */
export function draw(layers: Layers, map: Layout, flows: readonly RoutedFlow[], measure: Measure): number {
  drawBands(layers, map.bands, measure);
  drawBanners(layers, map.banners);
  const arrows = [
    ...map.links.map(({ tone, path }) => ({ name: `link tone-${tone}`, d: path })),
    ...map.returns.flatMap(([stroke, head]) => [{ name: "return-line", d: stroke }, { name: "return-head", d: head }]),
  ].map((arrow, i) => ({ ...arrow, i }));
  reconcile(layers.returns, arrows, ({ name, i }) => `${name}${i}`, () => svg("path"), (element, { name, d }) => set(element, { class: name, d }));
  return drawNodes(layers, map.nodes) + drawFlows(layers, flows);
}

export interface Badge {
  node: PlacedNode;
  role: "customer" | "supplier" | "both";
  text: string;
  caption: string;
}

/** The words above and under the neighbours of the selected node: the role is never told by colour alone. */
export function drawBadges(layers: Layers, badges: readonly Badge[], measure: Measure): void {
  reconcile(layers.badges, badges, (badge) => badge.node.key, () => {
    const group = svg("g", { "aria-hidden": "true" });
    group.append(svg("rect", { class: "pill", height: 19, rx: 9.5 }), svg("text", { class: "pill-text", "text-anchor": "middle" }));
    group.append(svg("rect", { class: "caption", height: 20, rx: 6 }), svg("text", { class: "caption-text", "text-anchor": "middle" }));
    return group;
  }, (group, { node, role, text, caption }) => {
    const { box } = node;
    const [left, right] = node.flat;
    const centre = node.row < 0 ? box.x + box.w / 2 : (left + right) / 2;
    const [pill, pillText, note, noteText] = [...group.children] as [Element, Element, Element, Element];
    const width = measure(text, 11.5, 700) + 18;
    set(group, { class: `badge role-${role}` });
    set(pill, { x: centre - width / 2, y: box.y - 14, width });
    set(pillText, { x: centre, y: box.y - 0.6 });
    pillText.textContent = text;
    // a caption that does not fit is left to the card: words are never cut
    const room = Math.max(60, box.w - (node.chain ? 8 : 2)) - 12;
    const shown = caption && measure(caption, 11.5, 500) <= room ? caption : "";
    const noteWidth = measure(shown, 11.5, 500) + 12;
    set(note, { x: centre - noteWidth / 2, y: box.y + box.h - 6, width: shown ? noteWidth : 0, visibility: shown ? null : "hidden" });
    set(noteText, { x: centre, y: box.y + box.h + 8 });
    noteText.textContent = shown;
  });
}

/** The marks in the upper corners of the nodes: class of a painted map, step of a path, what calls for attention. */
export function drawMarks(layers: Layers, nodes: readonly PlacedNode[], marksOf: (id: string) => readonly Mark[], ground: string): void {
  const marked = nodes.map((node) => ({ node, marks: marksOf(node.id) })).filter(({ node, marks }) => node.shape !== "chip" && marks.length > 0);
  reconcile(layers.marks, marked, ({ node }) => node.key, () => svg("g", { "aria-hidden": "true", class: "mark" }), (group, { node, marks }) => {
    const flat = node.shape === "chevron" || node.shape === "start";
    const [left, right] = flat ? node.flat : [node.box.x, node.box.x + node.box.w];
    set(group, { transform: `translate(${left - OVER + 3} ${node.box.y + 3})` });
    const markup = badgeMarkup(marks, right - left - 6, ground);
    if (group.dataset.markup === markup) return;
    group.dataset.markup = markup;
    group.innerHTML = markup;
  });
}
