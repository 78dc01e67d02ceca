/** The drawing by the graphics card, and what the reader does on it, in terms of nodes. */

import Graph from "graphology";
import Sigma from "sigma";
import type { NodeDisplayData, PartialButFor } from "sigma/types";

import type { Palette } from "../common/colours";
import type { Camera } from "../common/look";
import type { Theme } from "../common/theme";
import type { Placed } from "./graph";
import type { Looks } from "./looks";

export interface Events {
  clicked: (id: string | null) => void;
  over: (id: string, pointer: PointerEvent) => void;
  out: () => void;
  dragged: (id: string, x: number, y: number) => void;
  /** the reader has moved the part in view */
  moved: () => void;
  drawn: () => void;
}

/** Above so many lines, they are left out while the map moves. */
const MANY_LINES = 8000;

/** What is in view, in shares of the ground that the layout covers. */
export function cameraOf(sigma: Sigma): Camera {
  const { x, y, ratio } = sigma.getCamera().getState();
  const round = (value: number): number => Math.round(value * 10000) / 10000;
  return { zoom: round(1 / ratio), x: round(x), y: round(y) };
}

/** Makes the drawing inside an element. */
export function makeCanvas({ graph, extent }: Placed, container: HTMLElement, theme: Theme, looks: Looks, camera: Camera | null, on: Events): Sigma {
  // the first drawing is made at once: it gets its points when all else is settled, so that it is the only one
  const sigma = new Sigma(new Graph({ multi: true }), container, {
    allowInvalidContainer: true, renderEdgeLabels: false, labelColor: { color: theme.colours.ink! }, labelFont: theme.font, labelSize: 13, labelWeight: "600", labelDensity: 0.5, labelGridCellSize: 110,
    labelRenderedSizeThreshold: 4, hideEdgesOnMove: graph.size > MANY_LINES, zIndex: true, minCameraRatio: 0.02, maxCameraRatio: 3,
    defaultDrawNodeHover: (context, node, settings) => drawHover(context, node, `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`, theme.colours),
    nodeReducer: looks.node, edgeReducer: looks.edge,
  });
  sigma.setCustomBBox(extent);
  if (camera) sigma.getCamera().setState({ x: camera.x, y: camera.y, ratio: 1 / camera.zoom });
  listen(sigma, graph, on);
  sigma.once("afterRender", on.drawn);
  sigma.setGraph(graph);
  // for tests, which cannot see into a canvas
  (container as unknown as { sigma: Sigma }).sigma = sigma;
  return sigma;
}

function listen(sigma: Sigma, graph: Graph, on: Events): void {
  let held: string | null = null;
  let dragging = false;
  sigma.on("clickNode", ({ node }) => {
    if (!dragging) on.clicked(node);
  });
  sigma.on("clickStage", () => on.clicked(null));
  sigma.on("enterNode", ({ node, event }) => on.over(node, event.original as unknown as PointerEvent));
  sigma.on("leaveNode", on.out);
  sigma.on("downNode", ({ node }) => {
    [held, dragging] = [node, false];
  });
  sigma.on("moveBody", ({ event }) => {
    if (held === null) return;
    dragging = true;
    const { x, y } = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held, { x, y });
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  const drop = (): void => {
    if (held !== null && dragging) {
      const { x, y } = graph.getNodeAttributes(held);
      on.dragged(held, Number(x), Number(y));
    }
    held = null;
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
  sigma.on("leaveStage", drop);
  const camera = sigma.getCamera();
  camera.on("updated", on.moved);
  // a camera on its way goes on without the drawing
  sigma.on("kill", () => camera.removeListener("updated", on.moved));
}

/** The name of the node under the pointer, on the ground of the page's own theme. */
function drawHover(context: CanvasRenderingContext2D, node: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">, font: string, colours: Palette): void {
  context.font = font;
  const text = node.label ?? "";
  const width = context.measureText(text).width;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
  context.fillStyle = colours.ink!;
  context.fill();
  context.beginPath();
  context.arc(node.x, node.y, node.size, 0, Math.PI * 2);
  context.fillStyle = node.color;
  context.fill();
  context.beginPath();
  context.roundRect(node.x + node.size + 6, node.y - 12, width + 14, 24, 7);
  context.fillStyle = colours.paper!;
  context.strokeStyle = colours.quiet!;
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink!;
  context.fillText(text, node.x + node.size + 13, node.y + 4.5);
}
