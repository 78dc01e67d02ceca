/** The network as an SVG whose shapes and words stay editable in a slide. */

import type cytoscape from "cytoscape";

import { svg } from "../common/dom";
import { line as rounded, polygon, type Point } from "../process_map/shapes";
import { BADGE, OVER, badgeMarkup, type Badge } from "../common/badges";
import { LINE, SIZE } from "./graph";
import { CHEVRON } from "./style";
import type { Drawn } from "./lines";
import type { Node } from "./types";

const MARGIN = 26;

function outline(node: cytoscape.NodeSingular): string {
  const { w, h, form } = node.data() as Node;
  const { x, y } = node.position();
  const [l, t, r, b] = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  if (form === "chevron") {
    const points: Point[] = [];
    for (let i = 0; i < CHEVRON.length; i += 2) points.push([x + (CHEVRON[i]! * w) / 2, y + (CHEVRON[i + 1]! * h) / 2]);
    return polygon(points, 4);
  }
  if (form === "cut") return polygon([[l + 8, t], [r - 8, t], [r, t + 8], [r, b - 8], [r - 8, b], [l + 8, b], [l, b - 8], [l, t + 8]], 1);
  return polygon([[l, t], [r, t], [r, b], [l, b]], form === "pill" ? Math.min(18, h / 2) : form === "card" ? 8 : 0.1);
}

function path(edge: cytoscape.EdgeSingular): { d: string; tip: [number, number]; from: [number, number] } {
  const start = edge.sourceEndpoint();
  const end = edge.targetEndpoint();
  const curve = edge.data("bent") ? [] : (edge.controlPoints() ?? []);
  const bends = edge.data("bent") ? (edge.segmentPoints() ?? []) : [];
  const round = (value: number): number => Math.round(value * 10) / 10;
  if (curve.length > 0) {
    const parts = [`M${round(start.x)} ${round(start.y)}`];
    curve.forEach((point, i) => {
      const next = curve[i + 1];
      const to = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : end;
      parts.push(`Q${round(point.x)} ${round(point.y)} ${round(to.x)} ${round(to.y)}`);
    });
    const last = curve.at(-1)!;
    return { d: parts.join(""), tip: [end.x, end.y], from: [last.x, last.y] };
  }
  const points: Point[] = [[start.x, start.y], ...bends.map(({ x, y }): Point => [x, y]), [end.x, end.y]];
  const before = points.at(-2)!;
  return { d: rounded(points, 12), tip: [end.x, end.y], from: [before[0], before[1]] };
}

function head([x, y]: Point, from: Point, size: number): string {
  const angle = Math.atan2(y - from[1], x - from[0]);
  const at = (turn: number, length: number): string => `${Math.round((x - Math.cos(angle + turn) * length) * 10) / 10} ${Math.round((y - Math.sin(angle + turn) * length) * 10) / 10}`;
  return `M${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}L${at(0.4, size)}L${at(-0.4, size)}Z`;
}

const dashes: Record<string, string> = { dashed: "5 4", dotted: "1.5 3.5" };

/** Draws what the canvas shows; `lines` are those that it draws apart, `badges` gives those of each node. */
export function pictureOf(cy: cytoscape.Core, lines: readonly Drawn[], badges: ReadonlyMap<string, readonly Badge[]>, ground: string): SVGSVGElement {
  const area = cy.elements().boundingBox({ includeLabels: true });
  const width = Math.ceil(area.w + 2 * MARGIN);
  const height = Math.ceil(area.h + 2 * MARGIN);
  const picture = svg("svg", { width, height, viewBox: `${Math.floor(area.x1 - MARGIN)} ${Math.floor(area.y1 - MARGIN)} ${width} ${height}` });
  cy.nodes(":parent").forEach((group) => {
    const box = group.boundingBox({ includeLabels: false });
    picture.append(
      svg("rect", { x: box.x1, y: box.y1, width: box.w, height: box.h, rx: 10, fill: group.style("background-color"), stroke: group.style("border-color") }),
      svg("text", { x: box.x1 + box.w / 2, y: box.y1 - 7, "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: group.style("color") }, group.data("text")),
    );
  });
  for (const { from, to, stroke: { colour, width: thick, dash, hollow, opacity } } of lines) {
    const [start, tip]: [Point, Point] = [[from.x, from.y], [to.x, to.y]];
    const drawn = svg("path", { d: rounded([start, tip], 12), fill: "none", stroke: colour, "stroke-width": thick, opacity });
    if (dash.length > 0) drawn.setAttribute("stroke-dasharray", dash.join(" "));
    picture.append(drawn, svg("path", { d: head(tip, start, 10), fill: hollow ? ground : colour, stroke: hollow ? colour : "none", opacity }));
  }
  cy.edges(":visible").forEach((edge) => {
    const { d, tip, from } = path(edge);
    const colour = edge.style("line-color");
    const drawn = svg("path", { d, fill: "none", stroke: colour, "stroke-width": parseFloat(edge.style("width")), opacity: parseFloat(edge.style("opacity")) });
    const dash = dashes[edge.style("line-style")];
    if (dash) drawn.setAttribute("stroke-dasharray", dash);
    const hollow = edge.style("target-arrow-fill") === "hollow";
    picture.append(drawn, svg("path", { d: head(tip, from, 10), fill: hollow ? ground : colour, stroke: hollow ? colour : "none", opacity: parseFloat(edge.style("opacity")) }));
  });
  cy.nodes(":childless:visible").forEach((node) => {
    const { w, h, lines, key } = node.data() as Node;
    const { x, y } = node.position();
    const group = svg("g", { opacity: parseFloat(node.style("opacity")) });
    const shape = svg("path", { d: outline(node), fill: node.style("background-color"), stroke: node.style("border-color"), "stroke-width": parseFloat(node.style("border-width")) });
    if (node.style("border-style") === "dashed") shape.setAttribute("stroke-dasharray", "4 4");
    group.append(shape);
    const top = y - (lines.length * LINE) / 2;
    lines.forEach((text, i) => group.append(svg("text", { x, y: top + i * LINE + SIZE - 0.5, "text-anchor": "middle", "font-size": SIZE, "font-weight": 600, fill: node.style("color") }, text)));
    const marks = badges.get(key) ?? [];
    if (marks.length > 0) {
      const layer = svg("g", { transform: `translate(${x - w / 2 - OVER} ${y - h / 2 - BADGE / 2})` });
      layer.innerHTML = badgeMarkup(marks, w, ground);
      group.append(layer);
    }
    picture.append(group);
  });
  return picture;
}
