/** What surrounds an exported map: its title, its date and its legend, so that the picture stands alone. */

import { svg } from "./dom";
import type { Measure } from "./text";

export interface Entry {
  /** what stands before the label: a mark on a colour, a form, or a line */
  mark?: string;
  colour: string;
  dash?: string;
  hollow?: boolean;
  label: string;
}

export interface Heading {
  title: string;
  subtitle: string;
  lang: string;
  /** name of what the colours tell, before its entries */
  paint: string;
  entries: Entry[];
}

const MARGIN = 24;
const ROW = 24;

/** The date of the picture, as the language writes it. */
export function today(lang: string): string {
  return new Date().toLocaleDateString(lang, { dateStyle: "long" });
}

/** Lines of legend entries that fit the width, with the place of each. */
function rows(heading: Heading, width: number, measure: Measure): { entry: Entry | null; text: string; x: number; row: number }[] {
  const placed: { entry: Entry | null; text: string; x: number; row: number }[] = [];
  let x = 0;
  let row = 0;
  const items: { entry: Entry | null; text: string }[] = [
    ...(heading.paint ? [{ entry: null, text: heading.paint }] : []),
    ...heading.entries.map((entry) => ({ entry, text: entry.label })),
  ];
  for (const item of items) {
    const needed = measure(item.text, 12.5, item.entry ? 400 : 650) + (item.entry ? 46 : 14);
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    placed.push({ ...item, x, row });
    x += needed + 12;
  }
  return placed;
}

/** Puts a picture (with its own width and height) under a title and over a legend. */
export function framed(picture: SVGSVGElement, heading: Heading, colours: { ink: string; quiet: string; paper: string }, font: string, measure: Measure): SVGSVGElement {
  const inner = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
  const subtitle = [heading.subtitle, today(heading.lang)].filter(Boolean).join(" · ");
  const width = Math.max(inner.width, measure(heading.title, 22, 700), measure(subtitle, 13, 400), 480) + 2 * MARGIN;
  const items = rows(heading, width - 2 * MARGIN, measure);
  const top = MARGIN + 62;
  const height = top + inner.height + (items.length > 0 ? (items.at(-1)!.row + 1) * ROW + 8 : 0) + MARGIN;
  const sheet = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": font.replaceAll('"', "'") });
  sheet.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  sheet.append(
    svg("title", {}, heading.title),
    svg("rect", { width, height, fill: colours.paper }),
    svg("text", { x: MARGIN, y: MARGIN + 20, "font-size": 22, "font-weight": 700, fill: colours.ink }, heading.title),
    svg("text", { x: MARGIN, y: MARGIN + 42, "font-size": 13, fill: colours.quiet }, subtitle),
  );
  picture.setAttribute("x", String((width - inner.width) / 2));
  picture.setAttribute("y", String(top));
  sheet.append(picture);
  for (const { entry, text, x, row } of items) {
    const group = svg("g", { transform: `translate(${MARGIN + x} ${top + inner.height + 20 + row * ROW})` });
    if (entry?.mark !== undefined) {
      const hollow = entry.hollow === true;
      group.append(
        svg("rect", { x: 6, y: -12, width: 24, height: 17, rx: hollow ? 8.5 : 5, fill: hollow ? "none" : entry.colour, stroke: entry.colour }),
        svg("text", { x: 18, y: 0.5, "font-size": 11, "font-weight": 700, "text-anchor": "middle", fill: hollow ? entry.colour : colours.paper }, entry.mark),
      );
    } else if (entry) {
      const line = svg("path", { d: "M0 -4H26", fill: "none", stroke: entry.colour, "stroke-width": 1.8 });
      if (entry.dash) line.setAttribute("stroke-dasharray", entry.dash);
      group.append(line, svg("path", { d: "M33 -4L26 -7.6V-0.4Z", fill: entry.hollow ? colours.paper : entry.colour, stroke: entry.colour }));
    }
    group.append(svg("text", { x: entry ? 38 : 0, y: 0, "font-size": 12.5, "font-weight": entry ? 400 : 650, fill: entry ? colours.quiet : colours.ink }, text));
    sheet.append(group);
  }
  return sheet;
}
