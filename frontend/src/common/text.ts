/** Measures and breaks labels, so that each fits its box in whole words. */

export type Measure = (text: string, size: number, weight: number) => number;

/** A measure with the page's own font. */
export function canvasMeasure(family: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const cache = new Map<string, number>();
  return (text, size, weight) => {
    const key = `${weight}|${size}|${text}`;
    let width = cache.get(key);
    if (width === undefined) {
      if (!context) return text.length * size * 0.55;
      context.font = `${weight} ${size}px ${family}`;
      width = context.measureText(text).width;
      cache.set(key, width);
    }
    return width;
  };
}

function greedy(words: string[], max: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && width(longer) > max) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** Shortens a text with an ellipsis until it is no wider than `max`. */
export function clip(text: string, max: number, width: (text: string) => number): string {
  if (width(text) <= max) return text;
  let end = text.length;
  while (end > 1 && width(`${text.slice(0, end).trimEnd()}…`) > max) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Breaks at ordinary spaces only (never at a no-break space), in lines of even length. */
export function wrap(
  text: string,
  max: number,
  maxLines: number,
  width: (text: string) => number,
): string[] {
  const words = text.split(/[ \n]+/).filter(Boolean);
  let lines = greedy(words, max, width);
  if (lines.length > 1) {
    // narrow the column while the number of lines stays: no orphan word on the last line
    let low = max / 2;
    let high = max;
    for (let i = 0; i < 7; i += 1) {
      const middle = (low + high) / 2;
      const widest = Math.max(...words.map(width));
      if (middle >= Math.min(widest, max) && greedy(words, middle, width).length === lines.length) high = middle;
      else low = middle;
    }
    lines = greedy(words, high, width);
  }
  if (lines.length > maxLines) lines = [...lines.slice(0, maxLines - 1), lines.slice(maxLines - 1).join(" ")];
  return lines.map((line) => clip(line, max, width));
}

/** Lower case without accents, for the search box. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

/** Replaces `{name}` by its value. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
