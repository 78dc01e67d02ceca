/** The small card that follows the pointer: what a line carries, or what passes between two nodes. */

import { html } from "./dom";
import { fill } from "./text";
import type { FlowData, MapData } from "../process_map/types";

const SHOWN = 8;

export class Tooltip {
  readonly element = html("div", { class: "tip", "aria-hidden": "true" });

  constructor(private readonly frame: HTMLElement) {}

  show(event: PointerEvent, title: string, flows: readonly FlowData[], data: MapData): void {
    const text = (key: string): string => data.texts[key] ?? "";
    const name = (id: string): string => data.parties.find((one) => one.id === id)?.label ?? (data.processes.find((one) => one.id === id)?.code || id);
    const rows: HTMLElement[] = title ? [html("strong", {}, title)] : [];
    for (const flow of flows.slice(0, SHOWN)) {
      const row = html("div", { class: "tip-flow" });
      row.append(html("span", {}, `${name(flow.source)} → ${name(flow.target)}`), html("b", {}, flow.label));
      if (flow.derived) row.append(html("i", {}, text("derived")));
      rows.push(row);
    }
    if (flows.length > SHOWN) rows.push(html("div", { class: "tip-flow" }, fill(text("more"), { count: flows.length - SHOWN })));
    this.put(event, rows);
  }

  /** Shows a title with lines under it. */
  say(event: PointerEvent, title: string, lines: readonly string[]): void {
    this.put(event, [html("strong", {}, title), ...lines.map((line) => html("div", { class: "tip-flow" }, line))]);
  }

  private put(event: PointerEvent, rows: readonly HTMLElement[]): void {
    this.element.replaceChildren(...rows);
    this.element.classList.add("shown");
    const area = this.frame.getBoundingClientRect();
    const x = event.clientX - area.x;
    const y = event.clientY - area.y;
    const left = Math.min(x + 14, area.width - this.element.offsetWidth - 8);
    const below = y + 18 + this.element.offsetHeight < area.height;
    this.element.style.left = `${Math.max(4, left)}px`;
    this.element.style.top = `${below ? y + 18 : y - this.element.offsetHeight - 12}px`;
  }

  hide(): void {
    this.element.classList.remove("shown");
  }
}
