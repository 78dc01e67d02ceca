/**
 * Draws each flow as a line of right angles through the streets between the rows, never across a node.
 *
 * All the flows that leave one process share one lane per street, like a bus line: forty flows then make about fifteen
 * lines, and a line can be followed by eye. Lanes are given by interval colouring in the order of the data, so that the
 * same data always gives the same drawing.
 */

import { arrowHead, line, type Point } from "./shapes";
import type { Channel, FlowData, Layout, PlacedNode, RoutedFlow } from "./types";

const LANE = 5.5;
const SLOT = 4;
const BEND = 7;
const HEAD = 6.5;
const HEAD_HALF = 3.6;

/** A vertical stretch of the route: at a node's port (fixed) or in a gap shared by several flows. */
interface Upright {
  x: number;
  gap: string | null;
}

interface Route {
  flow: FlowData;
  source: PlacedNode;
  target: PlacedNode;
  start: Point;
  end: Point;
  /** true when the end (or start) is reached sideways, from a rail */
  startSideways: boolean;
  endSideways: boolean;
  uprights: Upright[];
  channels: number[];
}

const middle = (channel: Channel): number => (channel.y0 + channel.y1) / 2;
const centreY = (node: PlacedNode): number => node.box.y + node.box.h / 2;
const portX = (node: PlacedNode, out: boolean): number => {
  const [a, b] = node.flat;
  return a + (b - a) * (out ? 0.64 : 0.36);
};

/** Street above or below a row towards a height; the outer edge of the drawing is never used. */
function streetTowards(map: Layout, row: number, y: number): number {
  if (row === 0) return 1;
  if (row === map.rows.length - 1) return row;
  const up = map.channels[row]!;
  const down = map.channels[row + 1]!;
  return Math.abs(middle(up) - y) < Math.abs(middle(down) - y) ? row : row + 1;
}

/** The streets and gaps between two streets, row by row. */
function cross(map: Layout, fromStreet: number, toStreet: number, fromX: number, toX: number): { uprights: Upright[]; channels: number[] } {
  const uprights: Upright[] = [];
  const channels = [fromStreet];
  const down = toStreet > fromStreet;
  let x = fromX;
  for (let street = fromStreet; street !== toStreet; street += down ? 1 : -1) {
    const row = down ? street : street - 1;
    const gaps = map.rows[row]!.gaps;
    let best = gaps[0] ?? x;
    for (const gap of gaps) {
      const cost = (at: number): number => Math.abs(at - x) + Math.abs(at - toX);
      if (cost(gap) < cost(best) - 0.01) best = gap;
    }
    const rail = map.rails.indexOf(best);
    uprights.push({ x: best, gap: rail >= 0 ? `rail ${rail}` : `gap ${Math.round(best / 12)}` });
    channels.push(down ? street + 1 : street - 1);
    x = best;
  }
  return { uprights, channels };
}

function plan(map: Layout, flow: FlowData, source: PlacedNode, target: PlacedNode): Route {
  const outX = portX(source, true);
  const inX = portX(target, false);
  const fromBanner = source.row < 0;
  const toBanner = target.row < 0;
  let first: number;
  let last: number;
  if (fromBanner && toBanner) {
    first = last = map.channels.length - 1;
  } else if (fromBanner) {
    first = last = streetTowards(map, target.row, centreY(source));
  } else if (toBanner) {
    first = last = streetTowards(map, source.row, centreY(target));
  } else if (source.row === target.row) {
    const forward = target.box.x > source.box.x && !flow.feedback;
    first = last = source.row === 0 ? 1 : source.row === map.rows.length - 1 ? source.row : forward ? source.row : source.row + 1;
  } else {
    const down = target.row > source.row;
    first = down ? source.row + 1 : source.row;
    last = down ? target.row : target.row + 1;
  }
  const startX = fromBanner ? map.rails[0] : outX;
  const endX = toBanner ? map.rails[1] : inX;
  const { uprights, channels } = cross(map, first, last, startX, endX);
  const leavesBelow = !fromBanner && first > source.row;
  const arrivesAbove = !toBanner && last <= target.row;
  return {
    flow, source, target, channels,
    uprights: [
      { x: startX, gap: fromBanner ? "rail 0" : null },
      ...uprights,
      { x: endX, gap: toBanner ? "rail 1" : null },
    ],
    start: fromBanner ? [source.box.x + source.box.w + 12, centreY(source)] : [outX, leavesBelow ? source.box.y + source.box.h : source.box.y],
    end: toBanner ? [map.width - (map.banners[1]?.box.w ?? 0), centreY(target)] : [inX, arrivesAbove ? target.box.y : target.box.y + target.box.h],
    startSideways: fromBanner,
    endSideways: toBanner,
  };
}

/** Spreads the owners that share a gap, so that their lines run side by side. */
function spreadGaps(routes: Route[], railWidth: number): void {
  const owners = new Map<string, Map<string, number>>();
  const each = (visit: (upright: Upright, route: Route) => void): void => {
    for (const route of routes) for (const upright of route.uprights) if (upright.gap) visit(upright, route);
  };
  each((upright, route) => {
    const places = owners.get(upright.gap!) ?? new Map<string, number>();
    if (!places.has(route.source.key)) places.set(route.source.key, places.size);
    owners.set(upright.gap!, places);
  });
  const moved = new Map<Upright, number>();
  each((upright, route) => {
    const places = owners.get(upright.gap!)!;
    const room = upright.gap!.startsWith("rail") ? railWidth - 16 : 9;
    const slot = Math.min(SLOT, room / Math.max(1, places.size - 1));
    moved.set(upright, upright.x + (places.get(route.source.key)! - (places.size - 1) / 2) * slot);
  });
  for (const [upright, x] of moved) upright.x = x;
}

/** Lines of one row only run next to it; the others take the middle of the street. */
type Bank = "upper" | "middle" | "lower";

interface Lane {
  street: number;
  owner: string;
  bank: Bank;
  from: number;
  to: number;
  index: number;
}

const bankOf = ({ source, target }: Route, street: number): Bank =>
  source.row !== target.row ? "middle" : source.row === street ? "lower" : "upper";
const laneKey = (one: Route, street: number): string => `${street}|${bankOf(one, street)}|${one.source.key}`;

function lanes(routes: Route[]): Map<string, Lane> {
  const all = new Map<string, Lane>();
  for (const route of routes) {
    route.channels.forEach((street, i) => {
      const a = route.uprights[i]!.x;
      const b = route.uprights[i + 1]!.x;
      if (Math.abs(a - b) < 1) return;
      const key = laneKey(route, street);
      const lane = all.get(key) ?? { street, bank: bankOf(route, street), owner: route.source.key, from: Infinity, to: -Infinity, index: 0 };
      lane.from = Math.min(lane.from, a, b);
      lane.to = Math.max(lane.to, a, b);
      all.set(key, lane);
    });
  }
  const ordered = [...all.values()].sort((a, b) => a.street - b.street || (a.bank < b.bank ? -1 : a.bank > b.bank ? 1 : 0) || a.to - a.from - (b.to - b.from) || a.from - b.from || (a.owner < b.owner ? -1 : 1));
  const beside = new Map<string, Lane[]>(); // those of one bank, which alone can meet
  for (const lane of ordered) {
    const key = `${lane.street}|${lane.bank}`;
    const placed = beside.get(key) ?? [];
    beside.set(key, placed);
    const taken = new Set<number>();
    for (const other of placed) if (other.from < lane.to + 8 && lane.from < other.to + 8) taken.add(other.index);
    while (taken.has(lane.index)) lane.index += 1;
    placed.push(lane);
  }
  return all;
}

type Counts = Record<Bank, number>;

/** How many parallel lines each bank of each street has to hold. */
function laneCounts(all: Map<string, Lane>, streets: number): Counts[] {
  const counts = Array.from({ length: streets }, (): Counts => ({ upper: 0, middle: 0, lower: 0 }));
  for (const lane of all.values()) {
    const count = counts[lane.street]!;
    count[lane.bank] = Math.max(count[lane.bank], lane.index + 1);
  }
  return counts;
}

function laneY(map: Layout, lane: Lane, counts: Counts): number {
  const { y0, y1 } = map.channels[lane.street]!;
  const total = counts.upper + counts.middle + counts.lower;
  const step = Math.min(LANE, (y1 - y0) / (total + 1));
  if (lane.bank === "upper") return y0 + (lane.index + 0.5) * step;
  if (lane.bank === "lower") return y1 - (lane.index + 0.5) * step;
  const centre = (y0 + counts.upper * step + y1 - counts.lower * step) / 2;
  return centre + (lane.index - (counts.middle - 1) / 2) * step;
}

interface Planned {
  routes: Route[];
  lanes: Map<string, Lane>;
  counts: Counts[];
}

/** Where every flow whose two ends are on the map runs, before anything is drawn. */
function planAll(map: Layout, flows: readonly FlowData[]): Planned {
  const byKey = new Map(map.nodes.map((node) => [node.key, node]));
  const find = (id: string, side: "in" | "out"): PlacedNode | undefined => byKey.get(id) ?? byKey.get(`${id}@${side}`);
  const routes: Route[] = [];
  for (const flow of flows) {
    const source = find(flow.source, "in");
    const target = find(flow.target, "out");
    if (source && target && source !== target) routes.push(plan(map, flow, source, target));
  }
  spreadGaps(routes, map.railWidth);
  const all = lanes(routes);
  return { routes, lanes: all, counts: laneCounts(all, map.channels.length) };
}

/** How many lines run side by side in each street: a map is laid out with room for them. */
export function lanesNeeded(map: Layout, flows: readonly FlowData[]): number[] {
  return planAll(map, flows).counts.map((count) => count.upper + count.middle + count.lower);
}

/** Routes every flow whose two ends are on the map. */
export function route(map: Layout, flows: readonly FlowData[]): RoutedFlow[] {
  const { routes, lanes: all, counts } = planAll(map, flows);
  return routes.map((one): RoutedFlow => {
    const points: Point[] = [one.start];
    if (one.startSideways) points.push([one.uprights[0]!.x, one.start[1]]);
    one.channels.forEach((street, i) => {
      const lane = all.get(laneKey(one, street));
      const a = one.uprights[i]!.x;
      const b = one.uprights[i + 1]!.x;
      if (!lane || Math.abs(a - b) < 1) return;
      const y = laneY(map, lane, counts[street]!);
      points.push([a, y], [b, y]);
    });
    if (one.endSideways) points.push([one.uprights.at(-1)!.x, one.end[1]]);
    const tip: Point = one.endSideways ? [one.end[0] - 1.5, one.end[1]] : [one.end[0], one.end[1] + (points.at(-1)![1] < one.end[1] ? -1.5 : 1.5)];
    const before = points.at(-1)!;
    const length = Math.hypot(tip[0] - before[0], tip[1] - before[1]) || 1;
    const ratio = Math.max(0, (length - HEAD + 1) / length);
    points.push([before[0] + (tip[0] - before[0]) * ratio, before[1] + (tip[1] - before[1]) * ratio]);
    return {
      core: one.source.chain && one.target.chain && !one.flow.feedback,
      id: one.flow.id, data: one.flow, sourceKey: one.source.key, targetKey: one.target.key,
      path: line(points, BEND), head: arrowHead(before, tip, HEAD, HEAD_HALF),
    };
  });
}
