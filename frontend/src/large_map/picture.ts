/** A network of thousands as an SVG: points and lines, which stay editable. */

import type Graph from "graphology";

import { mix, type Palette } from "../common/colours";
import { svg } from "../common/dom";
import { extentOf } from "./graph";

const WIDTH = 1400;
const HEIGHT = 980;
const MARGIN = 20;

export function pictureOf(graph: Graph, colours: Palette): SVGSVGElement {
  const picture = svg("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  const { x: [left, right], y: [low, high] } = extentOf(graph);
  const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left || 1), (HEIGHT - 2 * MARGIN) / (high - low || 1));
  const at = new Map(graph.mapNodes((node, { x, y }) => [node, [Math.round((Number(x) - left) * scale + MARGIN), Math.round((high - Number(y)) * scale + MARGIN)] as const]));
  const d = graph.mapEdges((_, __, source, target) => `M${at.get(source)!.join(" ")}L${at.get(target)!.join(" ")}`).join("");
  picture.append(svg("path", { d, fill: "none", stroke: mix(colours.ink!, colours.paper!, 0.2), "stroke-width": 0.5 }));
  graph.forEachNode((node, { color, size }) => picture.append(svg("circle", { cx: at.get(node)![0], cy: at.get(node)![1], r: Number(size) * 0.8, fill: String(color) })));
  return picture;
}
