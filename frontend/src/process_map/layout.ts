/**
 * Places the bands, the nodes and the customers' banners for a given width.
 *
 * The order of the processes comes from Python; the places are computed here because they follow the width that the
 * browser gives and the true width of each word: letters keep their size and boxes adapt, instead of the reverse.
 */

import { arrowHead, banner, broadArrow, line, polygon } from "./shapes";
import { BANNER_LINE, BANNER_SIZE, cardRows, chainRows, CHIP_LINE, CHIP_SIZE, FOLDED_TIP, stackRow, TIP } from "./rows";
import { wrap, type Measure } from "../common/text";
import type { Band, Banner, Box, Channel, FamilyData, Layout, MapData, PartyData, PlacedNode, ProcessData, Row, Tone } from "./types";

const NARROW_BELOW = 580;
const TIGHT_BELOW = 880;

interface Sizes {
  narrow: boolean;
  banner: number;
  rail: number;
  bandPad: number;
  bandTop: number;
  bandBottom: number;
  street: number;
  rowGap: number;
  /** how far the tips of banner and chain stand out */
  depth: number;
  /** margin of the names in the banners */
  inset: number;
  /** least width of a card and of a provider's chip, and the gap between cards */
  card: number;
  chip: number;
  gap: number;
}

const sizesFor = (width: number): Sizes =>
  width < NARROW_BELOW
    ? { narrow: true, banner: width, rail: 16, bandPad: 10, bandTop: 24, bandBottom: 12, street: 26, rowGap: 26, depth: 12, inset: 12, card: 140, chip: 128, gap: 10 }
    : width < TIGHT_BELOW
      ? { narrow: false, banner: 114, rail: 22, bandPad: 12, bandTop: 25, bandBottom: 14, street: 26, rowGap: 30, depth: 12, inset: 6, card: 112, chip: 90, gap: 10 }
      : {
          narrow: false,
          banner: Math.round(Math.min(172, Math.max(126, width * 0.132))),
          rail: 30,
          bandPad: 16,
          bandTop: 25,
          bandBottom: 16,
          street: 26,
          rowGap: 30,
          depth: 17,
          inset: 12,
          card: 134,
          chip: 108,
          gap: 16,
        };

const TONES: Record<string, Tone> = { management: "management", realisation: "realisation", support: "support" };
const toneOf = (family: FamilyData): Tone => TONES[family.id] ?? "other";

interface Group {
  id: string;
  label: string;
  tone: Tone;
  chain: boolean;
  rows: PlacedNode[][];
}

const emptyBox = (): Box => ({ x: 0, y: 0, w: 0, h: 0 });

function processNode(process: ProcessData, tone: Tone): PlacedNode {
  return {
    chain: false, key: process.id, id: process.id, side: "inside", shape: "card", tone, box: emptyBox(), code: process.code,
    lines: [], label: process.label, summary: process.summary, row: -1, flat: [0, 0],
  };
}

function partyNode(party: PartyData, side: "in" | "out" | "inside"): PlacedNode {
  const key = side === "inside" ? party.id : `${party.id}@${side}`;
  return {
    chain: false, key, id: party.id, side, shape: "chip", tone: party.kind, box: emptyBox(), code: "",
    lines: [], label: party.label, summary: party.summary, row: -1, flat: [0, 0],
  };
}

function byColumn(processes: ProcessData[], tone: Tone): PlacedNode[][] {
  const columns = new Map<number, PlacedNode[]>();
  for (const process of processes) {
    columns.set(process.column, [...(columns.get(process.column) ?? []), processNode(process, tone)]);
  }
  return [...columns.entries()].sort(([a], [b]) => a - b).map(([, nodes]) => nodes);
}

function groups(data: MapData, x: number, width: number, sizes: Sizes, measure: Measure): Group[] {
  const out: Group[] = [];
  for (const family of data.families) {
    const mine = data.processes.filter((process) => process.family === family.id);
    if (mine.length === 0) continue;
    const tone = toneOf(family);
    const columns = byColumn(mine, tone);
    const rows = family.chain
      ? chainRows(columns, x, width, sizes.narrow, measure)
      : cardRows(columns.flat(), x, width, sizes.card, 236, sizes.gap, false, measure);
    out.push({ id: family.id, label: family.label, tone, chain: family.chain, rows });
  }
  const providers = data.parties.filter((party) => party.kind === "provider").map((party) => partyNode(party, "inside"));
  if (providers.length > 0) {
    const rows = cardRows(providers, x, width, sizes.chip, 190, sizes.gap - 4, true, measure);
    out.push({ id: "provider", label: data.texts.providers ?? "", tone: "provider", chain: false, rows });
  }
  return out;
}

function tallBanner(side: "in" | "out", title: string, nodes: PlacedNode[], x: number, width: number, height: number, tipY: number, sizes: Sizes, measure: Measure): [Banner, number] {
  const { depth, inset } = sizes;
  const w = width - inset - depth - 6; // the dent takes some of the width
  const chipX = side === "out" ? x + width - inset - w : x + (width - w) / 2;
  const label = wrap(title, w - 4, 3, (text) => measure(text, BANNER_SIZE, 700));
  for (const node of nodes) {
    node.lines = wrap(node.label, w - 10, 4, (text) => measure(text, CHIP_SIZE, 500));
    node.box = { x: chipX, y: 0, w, h: node.lines.length * CHIP_LINE + 11 };
  }
  const content = label.length * BANNER_LINE + 22 + nodes.reduce((sum, node) => sum + node.box.h + 15, -15);
  const needed = content + 32;
  let y = Math.max(16, (height - content) / 2);
  const titleY = y + BANNER_SIZE;
  y += label.length * BANNER_LINE + 22;
  for (const node of nodes) {
    node.box.y = y;
    y += node.box.h + 15;
  }
  const box = { x, y: 0, w: width, h: height };
  return [{ side, label, box, path: banner(box, side === "out", side === "in", tipY, 14, depth), titleX: chipX + w / 2, titleY }, needed];
}

interface Stack {
  rows: Row[];
  channels: Channel[];
  nodes: PlacedNode[];
}

function pushRow(stack: Stack, row: PlacedNode[], top: number, chain: boolean, rails: [number, number]): number {
  const height = stackRow(row, top);
  const sorted = [...row].sort((a, b) => a.box.x - b.box.x);
  const gaps = chain ? [] : sorted.slice(1).map((node, i) => (sorted[i]!.box.x + sorted[i]!.box.w + node.box.x) / 2);
  row.forEach((node) => {
    node.row = stack.rows.length;
  });
  stack.rows.push({ keys: row.map((node) => node.key), top, bottom: top + height, gaps: [...gaps, ...rails] });
  stack.nodes.push(...row);
  return top + height;
}

/** Where the streets lie: the free height between two rows (a folded chain has almost none). */
function streets(rows: Row[], height: number): Channel[] {
  const out: Channel[] = [];
  for (let i = 0; i <= rows.length; i += 1) {
    const above = rows[i - 1]?.bottom ?? 0;
    const below = rows[i]?.top ?? height;
    // where there is room, lines keep clear of the nodes and of the arrow heads
    const room = below - above;
    const clear = Math.min(11, Math.max(0, room) * 0.25);
    out.push(room > 4 ? { y0: above + clear, y1: below - clear } : { y0: below - 4, y1: above + 4 });
  }
  return out;
}

/**
 * The geometry of the whole map. `lanes[i]` is the number of parallel lines that street `i` has to hold (from a first
 * routing); `spare` is the height to give to the streets between bands so that the map fills the place it has.
 */
export function layout(data: MapData, width: number, measure: Measure, lanes: readonly number[] = [], spare = 0): Layout {
  const sizes = sizesFor(width);
  const { narrow, rail, bandPad } = sizes;
  const left = narrow ? rail : sizes.banner + rail;
  const bandWidth = width - 2 * left;
  // arrow heads need room before the right banner
  const rails: [number, number] = [left - rail / 2, left + bandWidth + rail / 2 - (narrow ? 0 : 3)];
  const all = groups(data, left + bandPad, bandWidth - 2 * bandPad, sizes, measure);
  const customers = data.parties.filter((party) => party.kind === "customer");
  const entering = customers.map((party) => partyNode(party, "in"));
  const leaving = customers.map((party) => partyNode(party, "out"));
  const stack: Stack = { rows: [], channels: [], nodes: [] };
  const bands: Band[] = [];
  const banners: Banner[] = [];
  const returns: [string, string][] = [];
  const links: { tone: Tone; path: string }[] = [];
  const laneRoom = (base: number): number => narrow ? base : Math.max(base, Math.min(60, (lanes[stack.rows.length] ?? 0) * 3 + 8));
  const share = spare / Math.max(1, all.length * 2 - 1);

  const flatBanner = (side: "in" | "out", top: number): number => {
    const label = wrap(data.texts[side === "in" ? "customers_in" : "customers_out"] ?? "", width - 40, 2, (text) => measure(text, BANNER_SIZE, 700));
    const rows = cardRows(side === "in" ? entering : leaving, 12, width - 24, 140, 236, 8, true, measure);
    const notch = side === "out" ? 14 : 0;
    let y = top + notch + 12 + label.length * BANNER_LINE + 12;
    for (const row of rows) y = pushRow(stack, row, y, false, [6, width - 6]) + 14;
    const bottom = y;
    const middle = width / 2;
    const path = side === "in"
      ? polygon([[0, top], [width, top], [width, bottom], [middle + 50, bottom], [middle, bottom + 14], [middle - 50, bottom], [0, bottom]], 10)
      : polygon([[0, top], [middle - 50, top], [middle, top + 14], [middle + 50, top], [width, top], [width, bottom], [0, bottom]], 10);
    banners.push({ side, label, box: { x: 0, y: top, w: width, h: bottom - top }, path, titleX: width / 2, titleY: top + notch + 12 + BANNER_SIZE });
    return bottom;
  };

  let y = narrow ? 1 : 12;
  if (narrow) y = flatBanner("in", y) + sizes.street + 8;
  let chainMiddle = 0;
  all.forEach((group, g) => {
    if (g > 0) y += laneRoom(sizes.street + share);
    const top = y;
    y += sizes.bandTop + share / 2;
    group.rows.forEach((row, r) => {
      if (r > 0) y += group.chain && narrow ? 5 - FOLDED_TIP : laneRoom(group.chain ? 46 : sizes.rowGap);
      const before = stack.rows.at(-1);
      y = pushRow(stack, row, y, group.chain, rails);
      if (group.chain && !narrow && r > 0 && before) {
        const previous = group.rows[r - 1]!.at(-1)!.box;
        const next = row[0]!.box;
        const turn = (before.bottom + row[0]!.box.y) / 2;
        const end = previous.x + previous.w - TIP - 12;
        const start = next.x + 26;
        returns.push([
          line([[end, before.bottom + 5], [end, turn], [start, turn], [start, next.y - 13]], 8),
          arrowHead([start, turn], [start, next.y - 4], 10, 9),
        ]);
      }
    });
    y += sizes.bandBottom + share / 2;
    const box = { x: left, y: top, w: bandWidth, h: y - top };
    if (group.chain) chainMiddle = (top + y) / 2;
    bands.push({ id: group.id, label: group.label, tone: group.tone, box, path: banner(box, false, group.chain && !narrow, (top + y) / 2, 16, sizes.depth) });
    const above = bands.at(-2);
    const previous = all[g - 1];
    if (above && previous && (previous.chain || group.chain)) {
      const [from, to] = [above.box.y + above.box.h + 5, top - 5];
      const centre = left + bandWidth * (narrow ? 0.75 : 0.5);
      links.push(group.chain ? { tone: previous.tone, path: broadArrow(centre, from, to) } : { tone: group.tone, path: broadArrow(centre, to, from) });
    }
  });
  if (narrow) y = flatBanner("out", y + sizes.street);
  let height = y + (narrow ? 1 : 12);
  if (!narrow) {
    const tipY = chainMiddle || height / 2;
    const shapes = (): [Banner, number][] => [
      tallBanner("in", data.texts.customers_in ?? "", entering, 0, sizes.banner, height, tipY, sizes, measure),
      tallBanner("out", data.texts.customers_out ?? "", leaving, width - sizes.banner, sizes.banner, height, tipY, sizes, measure),
    ];
    height = Math.max(height, ...shapes().map(([, needed]) => needed));
    banners.push(...shapes().map(([banner]) => banner));
    stack.nodes.push(...entering, ...leaving);
  }
  return {
    width, height, narrow, nodes: stack.nodes, bands, banners, rows: stack.rows,
    channels: streets(stack.rows, height), rails, railWidth: rail, returns, links,
  };
}
