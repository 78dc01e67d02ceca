/** Puts a network on its canvas, every node at its place. */

import type cytoscape from "cytoscape";

import { edgeOf, nodesOf, type Dress } from "./elements";
import { apart } from "./force";
import { place, type Placing } from "./placing";
import { spread } from "./spread";
import type { Graph, Link } from "./types";

/** Draws a network instead of what was there; returns the lines that are to be drawn apart.
 *
 * Hundreds of lines with free places run straight from node to node, where no frame would cover them.
 */
export function draw(
  cy: cytoscape.Core, graph: Graph, dresses: ReadonlyMap<string, Dress>, placing: Placing, words: (link: Link) => string,
): readonly Link[] {
  const { hierarchical, many, frames, pins } = placing;
  const plain = many && !hierarchical && frames.size === 0;
  const places = plain ? new Map([...apart(graph, spread(graph)), ...pins]) : null;
  const classes = many ? "" : "fine";
  cy.batch(() => {
    cy.elements().remove();
    cy.add(nodesOf(graph, frames, dresses, places, classes));
    if (!plain) cy.add(graph.links.map((link) => edgeOf(link, words(link), classes)));
  });
  if (plain) return graph.links;
  place(cy, graph, placing);
  return [];
}
