/** Puts marks on a network that is drawn: on its nodes, and on lines wherever these are drawn. */

import type cytoscape from "cytoscape";

import type { Palette } from "../common/colours";
import { edgeOf } from "./elements";
import { Lines } from "./lines";
import { marksOf, standsOut, type Marks, type Shown } from "./showing";
import type { Graph, Link } from "./types";

const NONE: ReadonlySet<string> = new Set();

export class Marking {
  readonly lines: Lines;
  private graph: Graph = { nodes: [], links: [] };
  private apart: readonly Link[] = [];
  private marks: Marks = new Map();

  constructor(private readonly cy: cytoscape.Core, private readonly words: (link: Link) => string) {
    this.lines = new Lines(cy);
  }

  /** A new drawing bears no marks; `apart` are the lines drawn apart from the nodes. */
  take(graph: Graph, apart: readonly Link[]): void {
    this.graph = graph;
    this.apart = apart;
    this.marks = new Map();
    this.lines.take(apart);
  }

  /** Gives nodes and lines the marks that have changed; a line that stands out comes to the nodes. */
  show(shown: Shown, colours: Palette): void {
    const { cy, marks: before } = this;
    const marks = marksOf(this.graph, shown);
    this.marks = marks;
    cy.batch(() => {
      this.bring(this.apart.filter((link) => standsOut(link, marks)));
      for (const key of new Set([...before.keys(), ...marks.keys()])) {
        const [gone, come] = [before.get(key) ?? NONE, marks.get(key) ?? NONE];
        const element = cy.getElementById(key);
        if (element.empty()) continue;
        for (const one of gone) if (!come.has(one)) element.removeClass(one);
        for (const one of come) element.addClass(one);
      }
    });
    this.lines.dress(colours, marks);
  }

  private bring(lit: readonly Link[]): void {
    if (this.apart.length === 0) return;
    const keys = new Set(lit.map(({ key }) => key));
    this.cy.edges().filter((edge) => !keys.has(edge.id())).remove();
    this.cy.add(lit.filter(({ key }) => this.cy.getElementById(key).empty()).map((link) => edgeOf(link, this.words(link), "")));
  }
}
