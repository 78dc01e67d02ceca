/** The map as a picture in the reader's folder: under its title, over its legend, in the colours of the page. */

import type { MapData } from "../process_map/types";
import type { Palette } from "./colours";
import { savePng, saveSvg } from "./exporting";
import { framed } from "./framing";
import { entriesOf } from "./legend";
import { canvasMeasure } from "./text";

/** Names of the buttons that save, each with its kind of file. */
export type Saving = "png" | "svg";

export function saves(action: string): action is Saving {
  return action === "png" || action === "svg";
}

/** Frames a drawing and saves it. */
export function savePicture(action: Saving, drawing: SVGSVGElement, data: Pick<MapData, "look" | "texts" | "flows">, colours: Palette, font: string): void {
  const { title, subtitle, lang, paint } = data.look;
  const heading = { title, subtitle, lang, paint: paint?.title ?? "", entries: entriesOf(data, colours) };
  const { ink, quiet, paper } = colours as Record<"ink" | "quiet" | "paper", string>;
  const picture = framed(drawing, heading, { ink, quiet, paper }, font, canvasMeasure(font));
  const name = data.texts.file_name || "map";
  if (action === "svg") saveSvg(picture, name);
  else void savePng(picture, name, font.split(",")[0]!.replace(/["']/g, ""), 2);
}
