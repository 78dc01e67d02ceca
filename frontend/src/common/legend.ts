/** What forms, colours, marks and lines mean, under the map and on exported pictures. */

import type { Graph } from "../network_map/types";
import type { MapData } from "../process_map/types";
import type { Palette } from "./colours";
import { html, svg } from "./dom";
import type { Entry } from "./framing";

type Told = Pick<MapData, "look" | "texts" | "flows">;

const FORM: Record<string, string> = {
  chevron: "M1 1H20L25 7L20 13H1L5 7Z", card: "M4 1H22A3 3 0 0 1 25 4V10A3 3 0 0 1 22 13H4A3 3 0 0 1 1 10V4A3 3 0 0 1 4 1Z",
  cut: "M5 1H21L25 5V9L21 13H5L1 9V5Z", pill: "M7 1H19A6 6 0 0 1 19 13H7A6 6 0 0 1 7 1Z", box: "M1 1H25V13H1Z",
};

function lines(data: Told): { kind: string; label: string; dash?: string; hollow?: boolean }[] {
  const text = (key: string): string => data.texts[key] ?? "";
  return [
    { kind: "chain", label: text("legend_flow") },
    ...(data.flows.some((flow) => flow.feedback) ? [{ kind: "feedback", label: text("legend_feedback"), dash: "5 4" }] : []),
    ...(data.flows.some((flow) => flow.derived) ? [{ kind: "derived", label: text("legend_derived"), dash: "1.5 3.5" }] : []),
    ...(data.look.cut.length > 0 ? [{ kind: "cut", label: text("legend_cut"), dash: "2 5" }] : []),
    { kind: "role-customer", label: text("legend_customer") },
    { kind: "role-supplier", label: text("legend_supplier"), hollow: true },
  ];
}

/** One sign of each kind that the map carries; numbers stand for any number. */
function signs(data: Told): { mark: string; text: string }[] {
  const seen = new Map<string, { mark: string; text: string }>();
  for (const { mark, legend } of data.look.signs) seen.set(legend, { mark: /^\d+$/.test(mark) ? "n" : mark, text: legend });
  return [...seen.values()];
}

export function entriesOf(data: Told, colours: Palette): Entry[] {
  const { paint } = data.look;
  const used = new Set(Object.values(paint?.of ?? {}));
  return [
    ...(paint?.shades.flatMap((shade, i) => (used.has(i) ? [{ mark: shade.mark, colour: colours[shade.tone]!, label: shade.label }] : [])) ?? []),
    ...signs(data).map((sign) => ({ mark: sign.mark, colour: colours.alert!, hollow: true, label: sign.text })),
    ...lines(data).map(({ kind, label, dash, hollow }) => ({
      colour: kind === "role-customer" ? colours["customer-role"]! : kind === "role-supplier" ? colours["supplier-role"]! : colours.quiet!, label,
      ...(dash ? { dash } : {}), ...(hollow ? { hollow } : {}),
    })),
  ];
}

/** Fills the legend; forms are told apart where a graph is given, which has no bands to name its families. */
export function showLegend(list: HTMLElement, data: MapData, graph: Graph | null): void {
  const items: HTMLElement[] = [];
  const item = (className: string, sample: Element | null, label: string): void => {
    const element = html("li", { class: className });
    if (sample) element.append(sample);
    element.append(html("span", {}, label));
    items.push(element);
  };
  const { paint } = data.look;
  if (paint) {
    item("legend-title", null, paint.title);
    const used = new Set(Object.values(paint.of));
    paint.shades.forEach((shade, i) => {
      if (!used.has(i)) return;
      const mark = html("i", { class: "mark", "aria-hidden": "true" }, shade.mark);
      mark.style.setProperty("--shade", `var(--${shade.tone})`);
      item("shade", mark, shade.label);
    });
  } else if (graph) {
    const named = new Map(data.families.map((family) => [family.id, family.label]));
    const shown = new Map<string, { form: string; label: string }>();
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    for (const process of data.processes) {
      const node = nodes.get(process.id);
      if (node && !shown.has(node.tone)) shown.set(node.tone, { form: node.form, label: named.get(process.family) ?? "" });
    }
    for (const party of data.parties) shown.set(party.kind, { form: party.kind === "customer" ? "pill" : "box", label: data.texts[party.kind] ?? "" });
    for (const [tone, { form, label }] of shown) {
      const sample = svg("svg", { viewBox: "0 0 26 14", class: `form tone-${tone}`, "aria-hidden": "true" });
      sample.append(svg("path", { d: FORM[form]! }));
      item("", sample, label);
    }
  }
  for (const sign of signs(data)) item("", html("i", { class: "sign", "aria-hidden": "true" }, sign.mark), sign.text);
  for (const { kind, label } of lines(data)) {
    const sample = svg("svg", { viewBox: "0 0 34 12", "aria-hidden": "true" });
    sample.append(svg("path", { class: "line", d: "M1 6H26" }), svg("path", { class: "head", d: "M33 6L26 2.4V9.6Z" }));
    item(kind, sample, label);
  }
  list.replaceChildren(...items);
}
