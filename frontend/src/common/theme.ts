/** The colours and the font of the page where a map stands, for what no style sheet reaches: a canvas. */

import { palette, type Palette } from "./colours";
import { canvasMeasure, type Measure } from "./text";

const PROBE = "Surveiller la fabrication";
/** from how great a difference of widths on labels have to be broken anew */
const WIDER = 0.02;

export class Theme {
  colours: Palette = {};
  font = "sans-serif";
  measure: Measure = (text, size) => text.length * size * 0.55;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private awaited = 0;

  /** `recoloured` is called when the reader's system turns dark or light, `remeasured` when the font arrives late. */
  constructor(private readonly element: HTMLElement, private readonly names: readonly string[], private readonly recoloured: () => void, private readonly remeasured: () => void) {
    this.dark.addEventListener("change", this.onScheme);
  }

  destroy(): void {
    this.dark.removeEventListener("change", this.onScheme);
    cancelAnimationFrame(this.awaited);
  }

  /** Reads both as they are now; tells whether they changed. */
  read(): boolean {
    if (getComputedStyle(this.element).getPropertyValue("--ink") === "") this.wait();
    const colours = palette(this.element, this.names);
    const font = getComputedStyle(this.element).fontFamily;
    if (font === this.font && this.names.every((name) => colours[name] === this.colours[name])) return false;
    this.colours = colours;
    if (font !== this.font) this.setFont(font);
    return true;
  }

  /** The style sheet may come after the first drawing: without it, every colour is that of the text. */
  private wait(): void {
    cancelAnimationFrame(this.awaited);
    this.awaited = requestAnimationFrame(() => {
      if (getComputedStyle(this.element).getPropertyValue("--ink") === "") this.wait();
      else if (this.read()) this.recoloured();
    });
  }

  private setFont(font: string): void {
    this.font = font;
    this.measure = canvasMeasure(font);
    if (document.fonts.check(`600 14px ${font}`)) return;
    const before = this.measure(PROBE, 14, 600);
    void document.fonts.load(`600 14px ${font}`).then(() => {
      this.measure = canvasMeasure(font);
      if (Math.abs(this.measure(PROBE, 14, 600) / before - 1) > WIDER) this.remeasured();
    });
  }

  private readonly onScheme = (): void => {
    // the page gives its new colours after the event
    requestAnimationFrame(() => {
      if (this.read()) this.recoloured();
    });
  };
}
