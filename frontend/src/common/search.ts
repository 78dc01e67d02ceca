/** The search field of a map: what is typed lights up its matches, Enter goes to the first. */

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
    toolbar.search.addEventListener("input", () => this.find());
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

  private readonly onKey = (event: KeyboardEvent): void => {
    const first = event.key === "Enter" ? this.matches()[0] : undefined;
    if (event.key !== "Escape" && first === undefined) return;
    event.preventDefault();
    this.toolbar.search.value = "";
    this.find();
    if (first !== undefined) this.searched.chosen(first);
  };
}
