/** The colours of the editor: Streamlit's own variables, and tones that keep their contrast in both schemes. */

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--variable)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.url, tags.link, tags.namespace, tags.propertyName, tags.name, tags.typeName], color: "var(--name)" },
  { tag: tags.comment, color: "var(--comment)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool], color: "var(--number)" },
]);

const FONT = "ui-monospace, 'DejaVu Sans Mono', monospace";

export const look = EditorView.theme({
  "&": {
    height: "var(--height, 340px)",
    fontSize: "14px",
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--hair)",
    borderRadius: "8px",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color, #0f6b64)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: FONT, lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--comment)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--hair)", borderRadius: "6px" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", fontFamily: FONT },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--st-primary-color, #0f6b64)", color: "var(--on-primary)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85" },
  ".cm-panels": { backgroundColor: "var(--soft)", color: "var(--ink)" },
});
