/** What the page gives to the editor, and what the editor gives back. */

/** A name that may be completed: `id` is what is written (`qg:Process`, `<…>`), `label` how people call it. */
export interface Term {
  id: string;
  label: string;
  kind: "class" | "property" | "individual";
}

export interface Fault {
  line: number;
  column: number;
  message: string;
}

export interface EditorData {
  /** The text to show when `version` moves; between two versions the reader's own text stands. */
  text: string;
  version: number;
  fault: Fault | null;
  terms: Term[];
  prefixes: Record<string, string>;
  label: string;
  height: number;
}

export interface Written {
  text: string;
  at: number;
}
