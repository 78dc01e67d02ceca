/** The small marks on the upper edge of a node: the class of a painted map, what calls for attention, a step. */

import { signsOf, type Look } from "./look";

export interface Badge {
  text: string;
  /** a full badge is written in the ground's colour */
  full: boolean;
  colour: string;
  side: "left" | "right";
}

export const BADGE = 18;
/** how far badges reach over the node's sides */
export const OVER = 8;

const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
export const badgeWidth = (text: string): number => Math.max(BADGE, 9 + text.length * 7);

/** SVG elements of the badges of a node of this width, from its upper left corner. */
export function badgeMarkup(badges: readonly Badge[], width: number, ground: string): string {
  const parts: string[] = [];
  let left = 0;
  let right = width + 2 * OVER;
  for (const badge of badges) {
    const w = badgeWidth(badge.text);
    const x = badge.side === "left" ? left : right - w;
    if (badge.side === "left") left += w + 2;
    else right -= w + 2;
    const fill = badge.full ? badge.colour : ground;
    parts.push(
      `<rect x="${x + 1}" y="1" width="${w - 2}" height="${BADGE - 2}" rx="${badge.side === "left" ? 5 : (BADGE - 2) / 2}" fill="${fill}" stroke="${badge.full ? ground : badge.colour}" stroke-width="1.4"/>`,
      `<text x="${x + w / 2}" y="${BADGE / 2 + 4}" text-anchor="middle" font-family="sans-serif" font-size="11.5" font-weight="700" fill="${badge.full ? ground : badge.colour}">${escape(badge.text)}</text>`,
    );
  }
  return parts.join("");
}

/** The badges as an image that a canvas can draw. */
export function badgeImage(badges: readonly Badge[], width: number, ground: string): string {
  const w = width + 2 * OVER;
  const source = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${BADGE}" viewBox="0 0 ${w} ${BADGE}">${badgeMarkup(badges, width, ground)}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(source)}`;
}

/** What a node carries: the step of a path, the mark of its class, what calls for attention. */
export function badgesOf(id: string, look: Look, colours: { focus: string; alert: string; shade: (tone: string) => string }): Badge[] {
  const marks: Badge[] = [];
  const step = look.trail.indexOf(id);
  if (step >= 0) marks.push({ text: String(step + 1), full: true, colour: colours.focus, side: "left" });
  const shade = look.paint?.shades[look.paint.of[id] ?? -1];
  if (shade?.mark) marks.push({ text: shade.mark, full: true, colour: colours.shade(shade.tone), side: "left" });
  for (const sign of signsOf(id, look)) marks.push({ text: sign.mark, full: false, colour: colours.alert, side: "right" });
  return marks;
}

/** What the marks of a node say, in words. */
export function saidOf(id: string, look: Look): string[] {
  const shade = look.paint?.shades[look.paint.of[id] ?? -1];
  return [...(shade ? [`${look.paint!.title} : ${shade.label}`] : []), ...signsOf(id, look).map((sign) => sign.text)];
}
