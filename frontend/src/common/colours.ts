/** The colours of the style sheet as plain values, for a canvas and for pictures. */

import { html } from "./dom";

export type Palette = Record<string, string>;

/** Office programs and canvases do not read `color(srgb …)`, which is how browsers report mixed colours. */
export function plainColour(value: string): string {
  const srgb = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)$/.exec(value);
  if (srgb) {
    const channel = (text: string | undefined): number => Math.round(Math.min(1, Math.max(0, Number(text))) * 255);
    return `rgb(${channel(srgb[1])}, ${channel(srgb[2])}, ${channel(srgb[3])})`;
  }
  if (!/^(oklab|oklch|lab|lch|color)\(/.test(value)) return value;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return value;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})`;
}

/** Reads variables of the style sheet where `element` stands, in the theme of this instant. */
export function palette(element: HTMLElement, names: readonly string[]): Palette {
  // all at once: the browser then works the styles out a single time
  const probes = html("i", { hidden: true });
  probes.innerHTML = names.map((name) => `<i style="color:var(--${name})"></i>`).join("");
  element.append(probes);
  const found = Object.fromEntries(names.map((name, i) => [name, plainColour(getComputedStyle(probes.children[i]!).color)]));
  probes.remove();
  return found;
}

const CHANNELS = /\d+(\.\d+)?/g;

/** A share of `colour` on `ground`, both as `rgb(…)`. */
export function mix(colour: string, ground: string, share: number): string {
  const over = (colour.match(CHANNELS) ?? []).slice(0, 3).map(Number);
  const under = (ground.match(CHANNELS) ?? []).slice(0, 3).map(Number);
  return `rgb(${over.map((value, i) => Math.round(value * share + (under[i] ?? 0) * (1 - share))).join(", ")})`;
}
