/** The search field and the buttons above the map. */

import { html, svg } from "./dom";

const ICONS: Record<string, string> = {
  flows: "M4 6h7a3 3 0 0 1 3 3v6a3 3 0 0 0 3 3h3M17 15l3 3-3 3M4 18h3",
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  png: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.5 9.5h.01",
  svg: "M5 19 19 5M5 19h4M5 19v-4M19 5h-4M19 5v4",
  full: "M4 4h16v12H4zM9 20h6M12 16v4",
  unpin: "M4 12a8 8 0 1 0 3-6.2M4 4v4.5h4.5",
};

export interface Toolbar {
  element: HTMLElement;
  search: HTMLInputElement;
  /** the names that the search field offers */
  names: HTMLDataListElement;
  count: HTMLElement;
  buttons: Map<string, HTMLButtonElement>;
}

export function makeToolbar(actions: readonly string[], onAction: (action: string) => void): Toolbar {
  const element = html("div", { class: "bar", role: "toolbar" });
  const field = html("label", { class: "field" });
  const glass = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  glass.append(svg("path", { d: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.5 16.5 21 21" }));
  const names = html("datalist", { id: "names" });
  const search = html("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const count = html("span", { class: "count", role: "status" });
  field.append(glass, search, names, count);
  const group = html("div", { class: "buttons" });
  const buttons = new Map<string, HTMLButtonElement>();
  for (const name of actions) {
    const button = html("button", { type: "button", "data-action": name });
    const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    icon.append(svg("path", { d: ICONS[name]! }));
    button.append(icon);
    if (name === "png" || name === "svg") button.append(html("span", {}, name.toUpperCase()));
    button.addEventListener("click", () => onAction(name));
    buttons.set(name, button);
    group.append(button);
  }
  element.append(field, group);
  return { element, search, names, count, buttons };
}

/** All words come from the page. */
export function nameToolbar(toolbar: Toolbar, texts: Record<string, string>): void {
  const text = (key: string): string => texts[key] ?? "";
  toolbar.element.setAttribute("aria-label", text("toolbar"));
  toolbar.search.placeholder = text("search");
  toolbar.search.setAttribute("aria-label", text("search"));
  for (const [name, button] of toolbar.buttons) {
    button.title = text(name);
    button.setAttribute("aria-label", text(name));
  }
}
