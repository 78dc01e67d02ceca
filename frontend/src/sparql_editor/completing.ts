/** Completion: the query's variables, the vocabulary and the entities by name, the prefixes, the keywords. */

import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

import type { EditorData } from "./types";

const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION GRAPH PREFIX ORDER BY GROUP HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE BIND VALUES MINUS EXISTS NOT COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE REGEX CONTAINS STRSTARTS COALESCE IF IN AS ASC DESC".split(
    " ",
  );
const WORD = /[?$]?[\p{L}\p{N}_:.-]*/u;
const VALID = /^[?$]?[\p{L}\p{N}_:.-]*$/u;
const KINDS = { class: "class", property: "property", individual: "constant" } as const;
const BOOSTS = { class: 1, property: 2, individual: 0 } as const;

/** Returns the source of completions; `current` gives what the page last said. */
export function completing(current: () => EditorData): CompletionSource {
  let made: { terms: unknown; options: Completion[] } | undefined;
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(WORD);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const { terms, prefixes } = current();
    if (made?.terms !== terms) {
      made = {
        terms,
        options: [
          ...terms.map((term) => ({
            // Both what is written and how people call it are searched.
            label: `${term.id.startsWith("<") ? "" : term.id} ${term.label}`.trim(),
            displayLabel: term.kind === "individual" ? term.label : term.id,
            detail: term.kind === "individual" ? "" : term.label,
            type: KINDS[term.kind],
            boost: BOOSTS[term.kind],
            apply: (view: EditorView, _: Completion, from: number, to: number) => write(view, term.id, from, to, prefixes),
          })),
          ...Object.keys(prefixes).map((prefix) => ({
            label: `${prefix}:`,
            type: "namespace",
            apply: (view: EditorView, _: Completion, from: number, to: number) => write(view, `${prefix}:`, from, to, prefixes),
          })),
          ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
        ],
      };
    }
    const text = context.state.doc.toString();
    const variables = [...new Set(text.match(/[?$]\w+/g) ?? [])]
      .filter((name) => name !== word.text)
      .map((label) => ({ label, type: "variable", boost: 3 }));
    return { from: word.from, options: [...variables, ...made.options], validFor: VALID };
  };
}

/** Writes a name in place of what was typed, with the declaration of its prefix above when it lacks. */
function write(view: EditorView, id: string, from: number, to: number, prefixes: Record<string, string>): void {
  const prefix = id.startsWith("<") ? "" : id.slice(0, id.indexOf(":"));
  const iri = prefixes[prefix];
  const known = new RegExp(`PREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString());
  const declaration = iri && !known ? `PREFIX ${prefix}: <${iri}>\n` : "";
  view.dispatch({
    changes: [...(declaration ? [{ from: 0, insert: declaration }] : []), { from, to, insert: id }],
    selection: { anchor: from + declaration.length + id.length },
    userEvent: "input.complete",
  });
}
