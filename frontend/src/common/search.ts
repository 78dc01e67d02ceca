/** The search field of a map: what is typed lights up its matches, Enter goes to the first; it offers all names. */

import { html, reconcile } from "./dom";
import { fill, fold } from "./text";
import type { Toolbar } from "./toolbar";

/** What a search looks at, and what the map does with what it finds. */
export interface Searched<T> {
  nodes: () => readonly T[];
  /** what a node is called, code first */
  nameOf: (node: T) => string;
  /** tells copies of one node, which count once */
  idOf: (node: T) => string;
  /** the words that say how many were found */
  counted: () => string;
  shown: () => void;
  chosen: (node: T) => void;
}

export class Search<T> {
  constructor(private readonly toolbar: Toolbar, private readonly searched: Searched<T>) {
    toolbar.search.addEventListener("input", (event) => this.onInput(event));
    toolbar.search.addEventListener("keydown", this.onKey);
  }

  /** What is looked for, as names are compared: empty when nothing is. */
  get query(): string {
    return fold(this.toolbar.search.value.trim());
  }

  /** Tells whether a node is one that is looked for. */
  finds(node: T): boolean {
    return this.query !== "" && fold(this.searched.nameOf(node)).includes(this.query);
  }

  matches(): T[] {
    const query = this.query;
    return query ? this.searched.nodes().filter((node) => fold(this.searched.nameOf(node)).includes(query)) : [];
  }

  /** Looks again, also when the nodes are others. */
  find(): void {
    const found = new Set(this.matches().map(this.searched.idOf)).size;
    this.toolbar.count.textContent = this.query ? fill(this.searched.counted(), { count: found }) : "";
    this.searched.shown();
  }

  /** Offers every name of the map: without a mouse or on a small screen, a list is the shorter way. */
  offer(): void {
    const names = [...new Set(this.searched.nodes().map((node) => this.nameOf(node)))];
    this.toolbar.search.setAttribute("list", this.toolbar.names.id);
    reconcile(this.toolbar.names, names, (name) => name, (name) => html("option", { value: name }), () => undefined);
  }

  private offered(): readonly T[] {
    return this.toolbar.names.children.length > 0 ? this.searched.nodes() : [];
  }

  private nameOf(node: T): string {
    return this.searched.nameOf(node).trim();
  }

  /** A name chosen in the list comes at one go; one that is typed may be the beginning of another. */
  private onInput(event: Event): void {
    const value = this.toolbar.search.value.trim();
    const typed = event instanceof InputEvent && event.inputType !== "" && event.inputType !== "insertReplacementText";
    const chosen = typed ? undefined : this.offered().find((node) => this.nameOf(node) === value);
    if (chosen === undefined) this.find();
    else this.go(chosen);
  }

  private go(node: T): void {
    this.toolbar.search.value = "";
    this.find();
    this.searched.chosen(node);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const first = event.key === "Enter" ? this.matches()[0] : undefined;
    if (event.key !== "Escape" && first === undefined) return;
    event.preventDefault();
    if (first !== undefined) {
      this.go(first);
      return;
    }
    this.toolbar.search.value = "";
    this.find();
  };
}
