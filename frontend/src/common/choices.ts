/** What the reader may choose above a map: a few options as buttons side by side, more as a list. */

import { html, reconcile } from "./dom";

export interface Choice {
  name: string;
  label: string;
  /** value and words of each option */
  options: [string, string][];
  value: string;
}

export type Choose = (name: string, value: string, at: number) => void;

/** The most options that stand side by side. */
const FEW = 4;

export class Choices {
  readonly element = html("div", { class: "choices" });

  private last = 0;

  constructor(private readonly choose: Choose) {}

  /**
   * Shows what is chosen; another map takes over the focus of the one that it replaces.
   * `echo` is the last choice that Python had seen: an older answer does not undo a newer choice.
   */
  update(choices: readonly Choice[], echo: number): void {
    this.element.hidden = choices.length === 0;
    if (echo < this.last) return;
    reconcile(this.element, choices, (choice) => `${choice.name} ${choice.label}`, (choice) => this.make(choice), (made, choice) => {
      if (made instanceof HTMLSelectElement) made.value = choice.value;
      else for (const one of made.querySelectorAll("input")) one.checked = one.value === choice.value;
    });
    const left = document.body.dataset.qgChose;
    if (left === undefined || !this.element.isConnected) return;
    delete document.body.dataset.qgChose;
    if (document.activeElement !== document.body) return;
    this.element.querySelector<HTMLElement>(`select[name=${left}], input[name=${left}]:checked`)?.focus();
  }

  private make({ name, label, options }: Choice): HTMLElement {
    const few = options.length <= FEW;
    const made = few ? html("div", { class: "radios", role: "radiogroup", "aria-label": label }) : html("select", { name, "aria-label": label });
    for (const [value, words] of options) {
      if (!few) {
        made.append(html("option", { value }, words));
        continue;
      }
      const one = html("label");
      one.append(html("input", { type: "radio", name, value }), html("span", {}, words));
      made.append(one);
    }
    made.addEventListener("change", (event) => {
      document.body.dataset.qgChose = name;
      this.last = Date.now();
      this.choose(name, (event.target as HTMLInputElement | HTMLSelectElement).value, this.last);
    });
    return made;
  }
}
