/** How nodes and lines look, in the colours of the page's theme. */

import type cytoscape from "cytoscape";

import { mix, type Palette } from "../common/colours";
import { BADGE } from "../common/badges";
import { LINE, SIZE } from "./graph";
import type { Node } from "./types";

export const COLOURS = [
  ...["ink", "paper", "quiet", "management", "realisation", "support", "other", "provider", "banner", "chain", "hit", "alert", "focus"],
  ...["customer-role", "supplier-role", "shade-none", ...Array.from({ length: 8 }, (_, i) => `shade-${i}`), ...Array.from({ length: 5 }, (_, i) => `scale-${i}`)],
];

/** Corners of each form, from -1 to 1: also those of the exported picture. */
export const CHEVRON = [-1, -1, 0.8, -1, 1, 0, 0.8, 1, -1, 1, -0.82, 0];

export interface Face {
  ground: string;
  border: string;
  ink: string;
  dashed: boolean;
  thick: number;
}

/** The colours of a node: its family's, or its class's on a painted map. */
export function face(node: Node, colours: Palette, shade: string | null): Face {
  const paper = colours.paper!;
  const ink = colours.ink!;
  if (shade) return { ground: mix(colours[shade]!, paper, 0.2), border: colours[shade]!, ink, dashed: false, thick: 2 };
  if (node.tone === "realisation") return { ground: colours.chain!, border: colours.chain!, ink: "#fff", dashed: false, thick: 1.25 };
  if (node.tone === "customer") return { ground: colours.banner!, border: colours.banner!, ink: "#fff", dashed: false, thick: 1.25 };
  if (node.tone === "provider") return { ground: paper, border: colours.provider!, ink, dashed: true, thick: 1.25 };
  const tone = colours[node.tone] ?? colours.other!;
  return { ground: mix(tone, paper, 0.07), border: mix(tone, paper, 0.7), ink, dashed: false, thick: 1.5 };
}

const shapes: Record<Node["form"], string> = { chevron: "polygon", card: "round-rectangle", cut: "cut-rectangle", pill: "round-rectangle", box: "rectangle" };

export function style(colours: Palette, font: string): cytoscape.StylesheetJson {
  const line = mix(colours.ink!, colours.paper!, 0.42);
  const styles = [
    { selector: "node[w]", style: {
      width: "data(w)", height: "data(h)", label: "data(text)", "text-wrap": "wrap", "text-max-width": "9999px", "line-height": LINE / SIZE / 1.15,
      "text-valign": "center", "text-halign": "center", "font-size": SIZE, "font-weight": 600, "font-family": font, color: "data(ink)",
      "background-color": "data(ground)", "border-color": "data(border)", "border-width": "data(thick)", "text-events": "no", "min-zoomed-font-size": 5,
      "z-index-compare": "manual", "z-index": 10, "bounds-expansion": 12,
      "background-image": "data(badges)", "background-clip": "none", "background-image-containment": "over",
      "background-width": "data(badgeWidth)", "background-height": BADGE, "background-position-x": "50%", "background-position-y": "0%", "background-offset-y": -BADGE / 2,
    } },
    ...Object.entries(shapes).map(([form, shape]) => ({ selector: `node[form="${form}"]`, style: { shape } })),
    { selector: 'node[form="chevron"]', style: { "shape-polygon-points": CHEVRON.join(" ") } },
    { selector: 'node[form="pill"]', style: { "corner-radius": 18 } },
    { selector: "node[?dashed]", style: { "border-style": "dashed" } },
    { selector: ":parent", style: {
      shape: "round-rectangle", "background-color": mix(colours.ink!, colours.paper!, 0.045), "border-color": mix(colours.ink!, colours.paper!, 0.22), "border-width": 1,
      label: "data(text)", "text-valign": "top", "text-halign": "center", "text-margin-y": -6, "font-size": 15, "font-weight": 700, "font-family": font, color: colours.quiet!,
      padding: "22px", "z-index-compare": "manual", "z-index": 0, events: "no", "text-wrap": "none",
    } },
    { selector: "edge", style: {
      width: 1.3, "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", "arrow-scale": 0.85, "curve-style": "straight",
      "z-index-compare": "manual", "z-index": 2,
    } },
    // a bend for each line and a fade of every node: with hundreds, each drawing would wait
    { selector: "edge.fine", style: { "curve-style": "bezier", "control-point-step-size": 38 } },
    { selector: "node.fine", style: { "transition-property": "opacity", "transition-duration": 120 } },
    { selector: "edge[?bent]", style: { "curve-style": "round-segments", "segment-weights": "data(weights)", "segment-distances": "data(distances)", "segment-radii": 14, "edge-distances": "node-position" } },
    { selector: "edge[?feedback]", style: { "line-style": "dashed", "line-dash-pattern": [5, 4] } },
    { selector: "edge[?derived]", style: { "line-style": "dotted", "target-arrow-shape": "vee" } },
    { selector: "edge.cut", style: { "line-style": "dashed", "line-dash-pattern": [2, 5], "target-arrow-fill": "hollow" } },
    { selector: "edge.said", style: {
      label: "data(label)", "z-index": 30,
      "font-size": 12.5, "font-family": font, color: colours.ink!, "text-background-color": colours.paper!, "text-background-opacity": 0.94, "text-background-padding": "3px",
      "text-background-shape": "roundrectangle", "text-wrap": "wrap", "text-max-width": "150px", "text-events": "no", "min-zoomed-font-size": 6,
    } },
    { selector: ".away", style: { opacity: 0.22 } },
    { selector: "node.hit", style: { "border-width": 4, "border-color": colours.hit! } },
    { selector: "edge.given, edge.over", style: { width: 2.3, "line-color": colours["customer-role"]!, "target-arrow-color": colours["customer-role"]!, "z-index": 6 } },
    { selector: "edge.received", style: { width: 2.3, "line-color": colours["supplier-role"]!, "target-arrow-color": colours["supplier-role"]!, "target-arrow-fill": "hollow", "z-index": 6 } },
    { selector: "node.customer", style: { "border-width": 4, "border-style": "solid", "border-color": colours["customer-role"]! } },
    { selector: "node.supplier", style: { "border-width": 4, "border-style": "dashed", "border-color": colours["supplier-role"]! } },
    { selector: "edge.trail", style: { width: 4, "line-color": colours.focus!, "target-arrow-color": colours.focus!, "z-index": 8 } },
    { selector: "node.trail", style: { "border-width": 4, "border-style": "solid", "border-color": colours.focus! } },
    { selector: "node.selected", style: { "border-width": 5, "border-style": "solid", "border-color": colours.ink!, "z-index": 20 } },
    { selector: "node.focused", style: { "outline-width": 3, "outline-offset": 4, "outline-color": colours.focus!, "outline-style": "solid" } },
    { selector: "node:active, edge:active", style: { "overlay-opacity": 0 } },
  ];
  return styles as unknown as cytoscape.StylesheetJson;
}

