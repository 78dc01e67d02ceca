/** The canvas of a network and what the reader does on it, in terms of nodes and lines. */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);

export interface Events {
  /** a click on a node, or beside all */
  chosen: (id: string | null) => void;
  over: (target: cytoscape.NodeSingular | cytoscape.EdgeSingular, pointer: PointerEvent) => void;
  /** the pointer is beside all nodes and lines of the canvas, at a place of the drawing */
  beside: (place: cytoscape.Position, pointer: PointerEvent) => void;
  out: () => void;
  dragged: (key: string, place: cytoscape.Position) => void;
  /** the part in view is moving */
  moving: () => void;
  /** the reader has moved the part in view */
  moved: () => void;
}

/** Makes the canvas inside an element; `of` is the id of a node, `id` that of one of its drawings. */
export function makeCanvas(container: HTMLElement, on: Events): cytoscape.Core {
  const touch = matchMedia("(pointer: coarse)").matches;
  const cy = cytoscape({ container, elements: [], minZoom: 0.05, maxZoom: 3, userZoomingEnabled: touch, boxSelectionEnabled: false, autounselectify: true });
  // for tests, which cannot see into a canvas
  (container as unknown as { network: cytoscape.Core }).network = cy;
  cy.on("tap", "node", (event) => on.chosen((event.target as cytoscape.NodeSingular).data("of") as string));
  cy.on("tap", (event) => {
    if (event.target === cy) on.chosen(null);
  });
  cy.on("mouseover mousemove", "node, edge", (event) => on.over(event.target as cytoscape.NodeSingular | cytoscape.EdgeSingular, event.originalEvent as unknown as PointerEvent));
  cy.on("mousemove", (event) => {
    const pointer = event.originalEvent as unknown as PointerEvent;
    // with a button down, the ground is dragged
    if (event.target === cy && pointer.buttons === 0) on.beside(event.position, pointer);
  });
  cy.on("mouseout", "node, edge", on.out);
  container.addEventListener("pointerleave", on.out);
  cy.on("dragfree", "node", (event) => {
    const node = event.target as cytoscape.NodeSingular;
    on.dragged(node.id(), { ...node.position() });
  });
  cy.on("pan zoom", on.moving);
  cy.on("dragpan pinchzoom", on.moved);
  for (const name of ["pointerenter", "pointerdown"]) {
    // the page may have scrolled since the canvas last looked where it stands
    container.addEventListener(name, () => cy.resize(), { capture: true, passive: true });
  }
  container.addEventListener("wheel", (event) => {
    // the wheel alone scrolls the page
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const area = container.getBoundingClientRect();
    cy.zoom({ level: cy.zoom() * Math.exp(-event.deltaY / 300), renderedPosition: { x: event.clientX - area.x, y: event.clientY - area.y } });
    on.moved();
  }, { passive: false });
  return cy;
}
