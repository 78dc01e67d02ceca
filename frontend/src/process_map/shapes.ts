/** Outlines: every form of the map is a polygon with softened corners. */

import type { Box, Shape } from "./types";

/** A point, and the radius of its corner where it differs from the outline's. */
export type Point = readonly [number, number, number?];

const number = (value: number): string => String(Math.round(value * 10) / 10);

function corner(from: Point, at: Point, to: Point, radius: number): [Point, Point] {
  const toward = (other: Point): Point => {
    const dx = other[0] - at[0];
    const dy = other[1] - at[1];
    const length = Math.hypot(dx, dy) || 1;
    const reach = Math.min(radius, length / 2);
    return [at[0] + (dx / length) * reach, at[1] + (dy / length) * reach];
  };
  return [toward(from), toward(to)];
}

/** A closed outline through the points, each corner rounded. */
export function polygon(points: readonly Point[], radius: number): string {
  const count = points.length;
  const parts: string[] = [];
  points.forEach((at, i) => {
    const [a, b] = corner(points[(i + count - 1) % count]!, at, points[(i + 1) % count]!, at[2] ?? radius);
    parts.push(`${i === 0 ? "M" : "L"}${number(a[0])} ${number(a[1])}Q${number(at[0])} ${number(at[1])} ${number(b[0])} ${number(b[1])}`);
  });
  return `${parts.join("")}Z`;
}

/** An open line through the points, each bend rounded. */
export function line(points: readonly Point[], radius: number): string {
  const apart = points.filter((at, i) => i === 0 || Math.hypot(at[0] - points[i - 1]![0], at[1] - points[i - 1]![1]) >= 0.5);
  const kept = apart.filter((at, i) => {
    const before = apart[i - 1];
    const after = apart[i + 1];
    if (!before || !after) return true;
    const straightX = Math.abs(at[0] - before[0]) < 0.5 && Math.abs(at[0] - after[0]) < 0.5;
    const straightY = Math.abs(at[1] - before[1]) < 0.5 && Math.abs(at[1] - after[1]) < 0.5;
    return !(straightX || straightY);
  });
  const parts: string[] = [];
  kept.forEach((at, i) => {
    const before = kept[i - 1];
    const after = kept[i + 1];
    if (!before) parts.push(`M${number(at[0])} ${number(at[1])}`);
    else if (!after) parts.push(`L${number(at[0])} ${number(at[1])}`);
    else {
      const [a, b] = corner(before, at, after, radius);
      parts.push(`L${number(a[0])} ${number(a[1])}Q${number(at[0])} ${number(at[1])} ${number(b[0])} ${number(b[1])}`);
    }
  });
  return parts.join("");
}

/** A rectangle with a dent on its left side or a tip on its right side, at height `at`. */
export function banner(box: Box, dent: boolean, tip: boolean, at: number, radius: number, depth: number): string {
  const { x, y, w, h } = box;
  const half = Math.min(24, h / 2 - radius);
  const points: Point[] = [[x, y], [x + w, y]];
  if (tip) points.push([x + w, at - half, 3], [x + w + depth, at, 4], [x + w, at + half, 3]);
  points.push([x + w, y + h], [x, y + h]);
  if (dent) points.push([x, at + half, 3], [x + depth, at, 4], [x, at - half, 3]);
  return polygon(points, radius);
}

/** A broad arrow in a street, from one band to the next. */
export function broadArrow(x: number, from: number, to: number): string {
  const sign = Math.sign(to - from);
  const head = Math.min(15, Math.abs(to - from) * 0.55);
  return polygon([[x - 26, from], [x + 26, from], [x + 26, to - sign * head], [x + 44, to - sign * head, 3], [x, to, 3], [x - 44, to - sign * head, 3], [x - 26, to - sign * head]], 2);
}

/** A filled triangle whose point is at `tip`, for a line that arrives from `from`. */
export function arrowHead(from: Point, tip: Point, length: number, half: number): string {
  const dx = tip[0] - from[0];
  const dy = tip[1] - from[1];
  const size = Math.hypot(dx, dy) || 1;
  const ux = dx / size;
  const uy = dy / size;
  const bx = tip[0] - ux * length;
  const by = tip[1] - uy * length;
  return `M${number(tip[0])} ${number(tip[1])}L${number(bx - uy * half)} ${number(by + ux * half)}L${number(bx + uy * half)} ${number(by - ux * half)}Z`;
}

/** The outline of a node, its top left corner at the origin. */
export function outline(shape: Shape, box: Box, tip: number): string {
  const { w, h } = box;
  switch (shape) {
    case "card":
      return polygon([[0, 0], [w, 0], [w, h], [0, h]], 9);
    case "chip":
      return polygon([[0, 0], [w, 0], [w, h], [0, h]], 7);
    case "start":
      return polygon([[0, 0], [w - tip, 0], [w, h / 2], [w - tip, h], [0, h]], 6);
    case "chevron":
      return polygon([[0, 0], [w - tip, 0], [w, h / 2], [w - tip, h], [0, h], [tip, h / 2]], 5);
    case "down-start":
      return polygon([[0, 0], [w, 0], [w, h - tip], [w / 2, h], [0, h - tip]], 6);
    case "down":
      return polygon([[0, 0], [w / 2, tip], [w, 0], [w, h - tip], [w / 2, h], [0, h - tip]], 5);
  }
}
