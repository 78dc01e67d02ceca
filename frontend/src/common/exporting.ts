/** Saves the map as a picture: SVG, whose shapes stay editable in a slide, or PNG. */

import { plainColour } from "./colours";

const SHAPE = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity"];
const TEXT = ["fill", "font-family", "font-size", "font-weight", "text-anchor", "opacity"];
const DEFAULTS: Record<string, string> = {
  opacity: "1", stroke: "none", "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter",
};
const OWN = ["class", "role", "tabindex", "aria-label", "aria-description", "aria-hidden", "aria-pressed"];

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const kept = from.tagName === "text" ? TEXT : from.tagName === "g" || from.tagName === "svg" ? ["opacity"] : SHAPE;
  const plain = style.stroke === "none";
  for (const name of kept) {
    const value = style.getPropertyValue(name);
    if (!value || value === DEFAULTS[name] || (plain && name.startsWith("stroke-"))) continue;
    to.setAttribute(name, plainColour(value).replaceAll('"', "'"));
  }
  for (const name of OWN) to.removeAttribute(name);
  for (const attribute of [...to.attributes]) if (attribute.name.startsWith("data-")) to.removeAttribute(attribute.name);
  const children = [...from.children];
  const copies = [...to.children];
  children.forEach((child, i) => {
    const copy = copies[i]!;
    const hidden = getComputedStyle(child);
    const drawn = child.tagName !== "g";
    if (child.matches(".reach, .ring") || hidden.display === "none" || hidden.opacity === "0" || (drawn && hidden.visibility === "hidden")) copy.remove();
    else inline(child, copy);
  });
}

/** A copy of the drawing that needs no style sheet. */
export function standalone(drawing: SVGSVGElement, width: number, height: number, background: string, title: string): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  inline(drawing, copy);
  const margin = 16;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`);
  copy.setAttribute("width", String(width + 2 * margin));
  copy.setAttribute("height", String(height + 2 * margin));
  copy.removeAttribute("style");
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin, fill: plainColour(background) })) {
    ground.setAttribute(name, String(value));
  }
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  copy.prepend(name, ground);
  return copy;
}

/** The page's own font as a data URI: a picture made from SVG cannot load a file. */
async function embeddedFont(family: string): Promise<string> {
  const rules: string[] = [];
  for (const sheet of [...document.styleSheets]) {
    let faces: CSSRule[];
    try {
      faces = [...sheet.cssRules];
    } catch {
      continue; // a sheet of another origin cannot be read
    }
    for (const rule of faces) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const name = rule.style.getPropertyValue("font-family").replace(/["']/g, "");
      const address = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
      if (name !== family || !address || /italic/.test(rule.style.getPropertyValue("font-style"))) continue;
      const blob = await (await fetch(new URL(address, sheet.href ?? document.baseURI))).blob();
      const data = await new Promise<string>((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(blob);
      });
      const weight = rule.style.getPropertyValue("font-weight") || "400";
      rules.push(`@font-face{font-family:"${name}";font-weight:${weight};src:url(${data})}`);
    }
  }
  return rules.join("");
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export function saveSvg(copy: SVGSVGElement, name: string): void {
  save(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }), `${name}.svg`);
}

export async function savePng(copy: SVGSVGElement, name: string, family: string, scale: number): Promise<void> {
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await embeddedFont(family);
  copy.prepend(style);
  const image = new Image();
  const source = new XMLSerializer().serializeToString(copy);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(copy.getAttribute("width")) * scale;
  canvas.height = Number(copy.getAttribute("height")) * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob) save(blob, `${name}.png`);
}
