/** Rows of nodes of one width: cards, names of parties, and the chain of chevrons. */

import { wrap, type Measure } from "../common/text";
import type { PlacedNode } from "./types";

export const LABEL_SIZE = 13.5;
export const CODE_SIZE = 11.5;
export const LINE_HEIGHT = 16.5;
export const CHIP_SIZE = 12.5;
export const CHIP_LINE = 15.5;
export const BANNER_SIZE = 15;
export const BANNER_LINE = 19;
export const TIP = 16;
/** tip of a chevron that points down, where the chain is upright */
export const FOLDED_TIP = 10;

/** Rows of as even a length as can be, the longer ones first. */
function evenRows<T>(items: T[], perRow: number): T[][] {
  if (items.length === 0) return [];
  const rows = Math.ceil(items.length / Math.max(1, perRow));
  const size = Math.floor(items.length / rows);
  const longer = items.length % rows; // the first rows take one more
  const start = (row: number): number => row * size + Math.min(row, longer);
  return Array.from({ length: rows }, (_, row) => items.slice(start(row), start(row + 1)));
}

/** Cards side by side, as wide as each other, centred. Heights are set, tops are left at 0. */
export function cardRows(nodes: PlacedNode[], x: number, width: number, minimum: number, maximum: number, gap: number, chip: boolean, measure: Measure): PlacedNode[][] {
  const perRow = Math.max(1, Math.floor((width + gap) / (minimum + gap)));
  const rows = evenRows(nodes, perRow);
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const w = Math.min(maximum, (width - gap * (columns - 1)) / columns);
  const size = chip ? CHIP_SIZE : LABEL_SIZE;
  for (const row of rows) {
    const used = row.length * w + (row.length - 1) * gap;
    row.forEach((node, i) => {
      node.box = { x: x + (width - used) / 2 + i * (w + gap), y: 0, w, h: 0 };
      node.lines = wrap(node.label, w - (chip ? 14 : 20), 4, (text) => measure(text, size, chip ? 500 : 600));
    });
  }
  const most = Math.max(1, ...nodes.map((node) => node.lines.length));
  const h = chip ? most * CHIP_LINE + 12 : most * LINE_HEIGHT + CODE_SIZE + 27;
  for (const node of nodes) {
    node.box.h = h;
    node.flat = [node.box.x + 10, node.box.x + node.box.w - 10];
  }
  return rows;
}

/** The chain: chevrons that fit into each other, folded into even rows when the width asks for it. */
export function chainRows(columns: PlacedNode[][], x: number, width: number, narrow: boolean, measure: Measure): PlacedNode[][] {
  const label = (text: string): number => measure(text, LABEL_SIZE, 600);
  if (narrow) {
    const nodes = columns.flat();
    nodes.forEach((node, i) => {
      node.shape = i === 0 ? "down-start" : "down";
      node.lines = wrap(node.label, width - 84, 2, label);
      node.box = { x, y: 0, w: width, h: 0 };
    });
    const most = Math.max(1, ...nodes.map((node) => node.lines.length));
    for (const node of nodes) {
      node.box.h = most * LINE_HEIGHT + 18 + FOLDED_TIP;
      node.flat = [x + width * 0.2, x + width * 0.8];
    }
    return nodes.map((node) => [node]);
  }
  const gap = 5;
  const minimum = 122;
  const step = minimum - TIP + gap;
  const perRow = Math.max(1, Math.floor((width - minimum) / step) + 1);
  const rows = evenRows(columns, perRow);
  rows.forEach((row) => {
    // each row fills the band: its last point meets the band's edge
    const w = Math.min(240, (width + (row.length - 1) * (TIP - gap)) / row.length);
    const used = row.length * w - (row.length - 1) * (TIP - gap);
    row.forEach((column, i) => {
      for (const node of column) {
        node.shape = i === 0 ? "start" : "chevron";
        const left = i === 0 ? 12 : TIP + 9;
        node.box = { x: x + (width - used) / 2 + i * (w - TIP + gap), y: 0, w, h: 0 };
        node.lines = wrap(node.label, w - left - TIP + 4, 4, label);
        node.flat = [node.box.x + 6, node.box.x + w - TIP - 4];
      }
    });
  });
  const nodes = columns.flat();
  nodes.forEach((node) => {
    node.chain = true;
  });
  const tallest = Math.max(1, ...nodes.map((node) => node.lines.length));
  for (const node of nodes) node.box.h = tallest * LINE_HEIGHT + CODE_SIZE + 30;
  return rows.map((row) => row.flat());
}

/** Height of a row whose columns may hold several nodes, one under the other. */
export function stackRow(row: PlacedNode[], top: number): number {
  const columns = new Map<number, PlacedNode[]>();
  for (const node of row) columns.set(node.box.x, [...(columns.get(node.box.x) ?? []), node]);
  const tall = (nodes: PlacedNode[]): number => nodes.reduce((sum, node) => sum + node.box.h + 8, -8);
  const height = Math.max(...[...columns.values()].map(tall));
  for (const nodes of columns.values()) {
    let y = top + (height - tall(nodes)) / 2;
    for (const node of nodes) {
      node.box.y = y;
      y += node.box.h + 8;
    }
  }
  return height;
}

