/** Small helpers to create elements and to touch only what changed. */

const SVG = "http://www.w3.org/2000/svg";

export type Attributes = Record<string, string | number | boolean | null>;

/** Sets each attribute that differs from what the element has; null or false removes it. */
export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) {
      if (element.hasAttribute(name)) element.removeAttribute(name);
    } else {
      const text = value === true ? "" : typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

export function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, text?: string): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  return element;
}

export function html<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, text?: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Keeps one child per item: makes the missing ones, updates all, removes the others. Returns how many were made. */
export function reconcile<T, E extends Element>(
  parent: Element,
  items: readonly T[],
  keyOf: (item: T) => string,
  make: (item: T) => E,
  update: (element: E, item: T) => void,
): number {
  const existing = new Map<string, Element>();
  for (const child of [...parent.children]) existing.set(child.getAttribute("data-key") ?? "", child);
  let made = 0;
  let previous: Element | null = null;
  for (const item of items) {
    const key = keyOf(item);
    let element = existing.get(key) as E | undefined;
    if (element) existing.delete(key);
    else {
      element = make(item);
      element.setAttribute("data-key", key);
      made += 1;
    }
    update(element, item);
    const next: Element | null = previous ? previous.nextElementSibling : parent.firstElementChild;
    if (next !== element) parent.insertBefore(element, next);
    previous = element;
  }
  for (const gone of existing.values()) gone.remove();
  return made;
}
