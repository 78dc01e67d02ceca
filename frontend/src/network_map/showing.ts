/** What the selection, the pointer, the path and the search change on a network that is drawn: its classes. */

import type cytoscape from "cytoscape";

import { onPath, type Look } from "../common/look";
import type { FlowData } from "../process_map/types";
import { SAID } from "./layered";

/** What is to be shown; nodes are given by id, of which a customer may have two on the drawing. */
export interface Shown {
  look: Look;
  selected: string | null;
  hovered: string | null;
  /** tells what is looked for; nothing is, without it */
  finds: ((node: { code: string; label: string }) => boolean) | null;
}

const CLASSES = "cut away hit given received customer supplier selected trail said";

/** Puts the classes of every node and line. */
export function show(cy: cytoscape.Core, { look, selected, hovered, finds }: Shown): void {
  const nodes = cy.nodes(":childless");
  const named = (id: string | null): cytoscape.NodeCollection => (id === null ? cy.collection().nodes() : nodes.filter((node) => node.data("of") === id));
  const chosen = named(selected);
  const over = chosen.empty() ? named(hovered) : chosen;
  const edges = cy.edges();
  cy.batch(() => {
    cy.elements().removeClass(CLASSES);
    const given = over.outgoers("edge");
    const received = over.incomers("edge");
    given.addClass("given");
    received.addClass("received");
    if (over.empty() && edges.length <= SAID) edges.addClass("said");
    if (given.length + received.length <= SAID) given.union(received).addClass("said");
    if (chosen.nonempty()) {
      received.sources().difference(chosen).addClass("supplier");
      given.targets().difference(chosen).addClass("customer").removeClass("supplier");
      nodes.union(edges).difference(chosen.closedNeighborhood()).addClass("away");
      chosen.addClass("selected");
    }
    if (look.cut.length > 0) {
      const cut = new Set(look.cut);
      edges.filter((edge) => (edge.data("flows") as FlowData[]).every(({ id }) => cut.has(id))).addClass("cut");
    }
    if (look.trail.length > 0) showPath(nodes, edges, look, chosen.empty());
    if (finds) {
      const hits = nodes.filter((node) => finds(node.data() as { code: string; label: string }));
      hits.addClass("hit");
      if (chosen.empty()) nodes.difference(hits).addClass("away");
    }
  });
}

function showPath(nodes: cytoscape.NodeCollection, edges: cytoscape.EdgeCollection, look: Look, alone: boolean): void {
  const trailed = new Set(look.trail);
  const isStep = onPath(look);
  const on = nodes.filter((node) => trailed.has(node.data("of") as string)).union(edges.filter((edge) => (edge.data("flows") as FlowData[]).some(isStep)));
  if (alone) nodes.union(edges).difference(on).addClass("away");
  on.addClass("trail").removeClass("away");
}
