/** The same nodes as buttons for a keyboard and a screen reader: a canvas has none of its own. */

import { html, reconcile } from "../common/dom";
import type { Graph } from "./types";

export class NodeList {
  readonly element = html("ul", { class: "nodes" });
  active: string | null = null;

  constructor(on: { focus: (key: string) => void; blur: () => void; choose: (id: string) => void; key: (event: KeyboardEvent) => void }) {
    this.element.addEventListener("focusin", (event) => {
      this.active = buttonOf(event)?.dataset.node ?? null;
      if (this.active) on.focus(this.active);
      this.rove();
    });
    this.element.addEventListener("focusout", on.blur);
    this.element.addEventListener("click", (event) => {
      const id = buttonOf(event)?.dataset.of;
      if (id) on.choose(id);
    });
    this.element.addEventListener("keydown", on.key);
  }

  /** Says what the list is, and how one goes through it. */
  name({ map, keyboard }: Record<string, string>): void {
    this.element.setAttribute("aria-label", map ?? "");
    this.element.setAttribute("aria-description", keyboard ?? "");
  }

  update(graph: Graph, selected: string | null, signs: ReadonlyMap<string, string>): void {
    if (!graph.nodes.some((node) => node.key === this.active)) this.active = graph.nodes[0]?.key ?? null;
    reconcile(this.element, graph.nodes, (node) => node.key, () => {
      const item = html("li");
      item.append(html("button", { type: "button" }));
      return item;
    }, (item, node) => {
      const button = item.firstElementChild as HTMLButtonElement;
      const said = [node.summary, signs.get(node.id)].filter(Boolean).join(" ");
      if (button.textContent !== said) button.textContent = said;
      button.dataset.node = node.key;
      button.dataset.of = node.id;
      button.setAttribute("aria-pressed", String(node.id === selected));
    });
    this.rove();
  }

  /** Says which node is selected. */
  press(selected: string | null): void {
    for (const button of this.element.querySelectorAll<HTMLButtonElement>("button")) {
      const pressed = String(selected !== null && button.dataset.of === selected);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  }

  focus(key: string): void {
    this.active = key;
    this.rove();
    this.element.querySelector<HTMLButtonElement>(`[data-node="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }

  private rove(): void {
    for (const button of this.element.querySelectorAll<HTMLButtonElement>("button")) button.tabIndex = button.dataset.node === this.active ? 0 : -1;
  }
}

const buttonOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>("[data-node]");
