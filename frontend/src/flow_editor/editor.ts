/** One flow a line, « supplier > output > customer », with the known names to complete each part. */

import { html, reconcile } from "../common/dom";
import { fold } from "../common/text";

export interface EditorData {
  /** the lines of the page; they replace the reader's own when `version` moves */
  lines: string[];
  version: number;
  /** what keeps a line from being read, by its number */
  faults: Record<string, string>;
  parties: string[];
  outputs: string[];
  texts: Record<string, string>;
}

type Send = (lines: string[], typing: string) => void;

const MARK = ">";
const SHOWN = 8;
const SETTLED = 350; // milliseconds without a key before what is being typed is told

/** What completes the part under the caret: names that start with it, then names that hold it. */
export function completions(text: string, data: Pick<EditorData, "parties" | "outputs">): { part: number; found: string[] } {
  const parts = text.split(MARK);
  const part = parts.length - 1;
  const typed = fold(parts[part]!.trim());
  const names = part === 1 ? data.outputs : data.parties;
  if (part > 2 || typed === "") return { part, found: [] };
  const words = names.map((name) => ({ name, folded: fold(name) })).filter(({ folded }) => folded !== typed && folded.includes(typed));
  const rank = (folded: string): number => (folded.startsWith(typed) ? 0 : folded.split(/[ '’]/).some((word) => word.startsWith(typed)) ? 1 : 2);
  return { part, found: words.sort((a, b) => rank(a.folded) - rank(b.folded)).slice(0, SHOWN).map(({ name }) => name) };
}

/** The text with its last part replaced by a name, ready for the next one. */
export function completed(text: string, name: string): string {
  const parts = text.split(MARK).map((part) => part.trim());
  parts[parts.length - 1] = name;
  return parts.join(` ${MARK} `) + (parts.length < 3 ? ` ${MARK} ` : "");
}

export class FlowEditor {
  readonly element = html("div", { class: "flows" });
  private readonly label = html("label", { for: "line" });
  private readonly input = html("input", { id: "line", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "choices" });
  private readonly choices = html("ul", { id: "choices", role: "listbox", hidden: true });
  private readonly help = html("p", { class: "help" });
  private readonly undo = html("button", { type: "button", class: "undo" });
  private readonly list = html("ol");
  private data: EditorData | null = null;
  private lines: string[] = [];
  private found: string[] = [];
  private active = -1;
  private timer = 0;
  private send: Send = () => undefined;

  constructor() {
    const field = html("div", { class: "field" });
    field.append(this.input, this.choices);
    this.element.append(this.label, field, this.help, this.list, this.undo);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", this.onKey);
    this.input.addEventListener("blur", () => this.offer([]));
    this.choices.addEventListener("pointerdown", (event) => {
      const at = (event.target as Element).closest<HTMLElement>("[data-at]")?.dataset.at;
      if (at === undefined) return;
      event.preventDefault();
      this.take(this.found[Number(at)]!);
    });
    this.undo.addEventListener("click", () => this.back());
    this.list.addEventListener("click", (event) => {
      const at = (event.target as Element).closest<HTMLElement>("[data-remove]")?.dataset.remove;
      if (at !== undefined) this.change(this.lines.filter((_, i) => i !== Number(at)));
    });
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  update(data: EditorData, send: Send): void {
    this.send = send;
    const fresh = data.version !== this.data?.version;
    this.data = data;
    if (fresh) this.lines = [...data.lines];
    this.label.textContent = data.texts.line ?? "";
    this.input.placeholder = data.texts.placeholder ?? "";
    this.help.textContent = data.texts.help ?? "";
    this.undo.textContent = data.texts.undo ?? "";
    this.choices.setAttribute("aria-label", data.texts.choices ?? "");
    this.show();
  }

  private show(): void {
    const rows = this.lines.map((text, at) => ({ text, at })).reverse();
    reconcile(this.list, rows, ({ text, at }) => `${at} ${text}`, () => {
      const item = html("li");
      item.append(html("span"), html("small"), html("button", { type: "button" }, "×"));
      return item;
    }, (item, { text, at }) => {
      const [said, fault, remove] = [...item.children] as [HTMLElement, HTMLElement, HTMLElement];
      said.replaceChildren(...text.split(MARK).flatMap((part, i) => [...(i > 0 ? [html("i", { "aria-hidden": "false" }, "→")] : []), html("b", { class: i === 1 ? "output" : "end" }, part.trim())]));
      const words = this.data?.faults[String(at)] ?? "";
      fault.textContent = words;
      item.classList.toggle("faulty", words !== "");
      remove.dataset.remove = String(at);
      remove.setAttribute("aria-label", `${this.data?.texts.remove ?? ""} ${text}`);
    });
    this.undo.hidden = this.lines.length === 0;
  }

  private typed(): void {
    this.offer(this.data ? completions(this.input.value, this.data).found : []);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(this.lines, this.input.value), SETTLED);
  }

  private offer(found: string[]): void {
    this.found = found;
    this.active = found.length > 0 ? 0 : -1;
    this.choices.replaceChildren(...found.map((name, at) => html("li", { role: "option", id: `choice-${at}`, "data-at": at }, name)));
    this.mark();
  }

  private mark(): void {
    const open = this.found.length > 0;
    this.choices.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `choice-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    [...this.choices.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.active)));
  }

  private take(name: string): void {
    this.input.value = completed(this.input.value, name);
    this.typed();
  }

  private change(lines: string[], typing = this.input.value): void {
    clearTimeout(this.timer);
    this.lines = lines;
    this.show();
    this.send(lines, typing);
  }

  private back(): void {
    const last = this.lines.at(-1);
    if (last === undefined) return;
    if (this.input.value.trim() === "") this.input.value = last;
    this.change(this.lines.slice(0, -1));
    this.input.focus();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const whole = this.input.value.split(MARK).length >= 3 && this.input.value.split(MARK)[2]!.trim() !== "";
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.found.length === 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Tab" && this.active >= 0) {
      this.take(this.found[this.active]!);
    } else if (event.key === "Enter") {
      // the last part may be a new name: there, a name that only resembles it is not taken unasked
      if (this.active > 0 || (this.active === 0 && !whole)) this.take(this.found[this.active]!);
      else if (whole) {
        const line = this.input.value.split(MARK).map((part) => part.trim()).join(` ${MARK} `);
        this.input.value = "";
        this.offer([]);
        this.change([...this.lines, line], "");
      } else if (this.input.value.trim() !== "") {
        this.input.value = `${this.input.value.trim().replace(/>$/, "").trim()} ${MARK} `;
        this.typed();
      }
    } else if (event.key === "Escape") {
      this.offer([]);
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && this.input.value === "") {
      this.back();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
