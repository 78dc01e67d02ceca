/** What a keyboard does on a network: its nodes are buttons of a hidden list, near ones found by arrows. */

import type cytoscape from "cytoscape";

import { nearest } from "../process_map/navigation";
import type { NodeList } from "./list";
import type { Node } from "./types";

/** Goes where the key leads; tells whether the key means something. */
export function follow(key: string, cy: cytoscape.Core, nodes: readonly Node[], list: NodeList): boolean {
  if (key.startsWith("Arrow")) {
    const boxes = nodes.map((node) => {
      const { x, y } = cy.getElementById(node.key).position();
      return { ...node, box: { x: x - node.w / 2, y: y - node.h / 2, w: node.w, h: node.h } };
    });
    const current = boxes.find((node) => node.key === list.active);
    const next = current && nearest(boxes, current, key);
    if (next) list.focus(next.key);
    return true;
  }
  if (key !== "Home" && key !== "End") return false;
  const node = nodes.at(key === "Home" ? 0 : -1);
  if (node) list.focus(node.key);
  return true;
}

/** Shows which node the keyboard stands on, and brings it into view. */
export function reveal(cy: cytoscape.Core, key: string | null): void {
  cy.nodes(".focused").removeClass("focused");
  if (key === null) return;
  const node = cy.getElementById(key);
  node.addClass("focused");
  const box = node.renderedBoundingBox();
  if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(node);
}
