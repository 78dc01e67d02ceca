/** What the selection, the pointer, the path and the search change on a map that is drawn: classes and marks. */

import { badgesOf, saidOf } from "../common/badges";
import { onPath } from "../common/look";
import type { Measure } from "../common/text";
import { drawBadges, drawMarks, type Badge, type Layers } from "./draw";
import { captionOf, neighboursOf, roleOf } from "./neighbours";
import type { Layout, MapData, PlacedNode, RoutedFlow } from "./types";

/** What is to be shown. */
export interface Shown {
  data: MapData;
  map: Layout;
  flows: readonly RoutedFlow[];
  /** on the map, or nothing */
  selected: string | null;
  hovered: string | null;
  /** key of the node that a keyboard stands on */
  active: string | null;
  /** tells what is looked for; nothing is, without it */
  finds: ((node: PlacedNode) => boolean) | null;
}

const TONES = { focus: "var(--focus)", alert: "var(--alert)", shade: (tone: string): string => `var(--${tone})` };

/** Puts the classes, the words and the marks of every node, then those of every line. */
export function show(layers: Layers, shown: Shown, measure: Measure): void {
  const { look } = shown.data;
  const badges = showNodes(layers, shown);
  showFlows(layers, shown);
  drawBadges(layers, badges, measure);
  drawMarks(layers, shown.map.nodes, (id) => badgesOf(id, look, TONES), "var(--paper)");
}

function showNodes(layers: Layers, { data, map, selected, hovered, active, finds }: Shown): Badge[] {
  const { look } = data;
  const centre = selected ?? hovered;
  const around = neighboursOf(centre ?? "", centre === null ? [] : data.flows);
  const trailed = new Set(look.trail);
  const byKey = new Map(map.nodes.map((node) => [node.key, node]));
  const badges: Badge[] = [];
  for (const element of layers.nodes.children as Iterable<Element> as Iterable<SVGGElement>) {
    const node = byKey.get(element.dataset.node ?? "");
    if (!node) continue;
    const neighbour = around.get(node.id);
    const role = roleOf(node, neighbour);
    const isSelected = node.id === selected;
    const hit = finds?.(node) ?? false;
    const onTrail = trailed.has(node.id);
    const away = selected !== null ? !isSelected && !role && !onTrail : finds ? !hit : trailed.size > 0 && !onTrail;
    const shade = look.paint?.shades[look.paint.of[node.id] ?? -1];
    if (shade) element.style.setProperty("--paint", `var(--${shade.tone})`);
    const names = [element.dataset.base, isSelected && "selected", selected && role && `role-${role}`, away && "away", hit && "hit", onTrail && "trail", shade && "painted", node.id === hovered && "hovered"];
    put(element, {
      class: names.filter(Boolean).join(" "), "aria-pressed": String(isSelected), tabindex: node.key === active ? "0" : "-1",
      "aria-label": [node.summary, ...saidOf(node.id, look)].join(" "),
    });
    if (selected && role && neighbour) {
      badges.push({ node, role, text: data.texts[`role_${role}`] ?? "", caption: captionOf(node, neighbour, role, data.texts.flows_many ?? "") });
    }
  }
  return badges;
}

function showFlows(layers: Layers, { data, flows, selected, hovered }: Shown): void {
  const centre = selected ?? hovered;
  const isStep = onPath(data.look);
  const quiet = selected !== null || data.look.trail.length > 1;
  const cut = new Set(data.look.cut);
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  const hot: Element[] = [];
  for (const element of layers.flows.children as Iterable<Element> as Iterable<SVGGElement>) {
    const flow = byId.get(element.dataset.flow ?? "");
    const role = centre === null || !flow ? null : flow.data.source === centre ? "role-customer" : flow.data.target === centre ? "role-supplier" : null;
    const step = flow !== undefined && isStep(flow.data);
    put(element, { class: [element.dataset.base, role, step && "trail", flow && cut.has(flow.id) && "cut", role || step ? "hot" : quiet && "away"].filter(Boolean).join(" ") });
    if (role || step) hot.push(element);
  }
  layers.flows.append(...hot);
}

/** Sets what differs alone: the browser works out the style anew of all that is set. */
function put(element: Element, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
