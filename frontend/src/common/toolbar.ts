/** What stands above the map: choices, the search field, the buttons. */

import { Choices, type Choose } from "./choices";
import { html, svg } from "./dom";

const ICONS: Record<string, string> = {
  flows: "M4 6h7a3 3 0 0 1 3 3v6a3 3 0 0 0 3 3h3M17 15l3 3-3 3M4 18h3",
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  full: "M4 4h16v12H4zM9 20h6M12 16v4",
  unpin: "M4 12a8 8 0 1 0 3-6.2M4 4v4.5h4.5",
};

export interface Toolbar {
  element: HTMLElement;
  choices: Choices;
  search: HTMLInputElement;
  /** the names that the search field offers */
  names: HTMLDataListElement;
  count: HTMLElement;
  buttons: Map<string, HTMLButtonElement>;
}

export function makeToolbar(actions: readonly string[], onAction: (action: string) => void, onChoose: Choose): Toolbar {
  const choices = new Choices(onChoose);
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
    if (name in ICONS) {
      const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
      icon.append(svg("path", { d: ICONS[name]! }));
      button.append(icon);
    } else button.append(html("span", {}, name.toUpperCase()));
    button.addEventListener("click", () => onAction(name));
    buttons.set(name, button);
    group.append(button);
  }
  element.append(choices.element, field, group);
  return { element, choices, search, names, count, buttons };
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
