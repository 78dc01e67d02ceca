/** The editor itself: made once, then told what changed; it reports its text when left and when run. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";

import { completing } from "./completing";
import { colours, look } from "./look";
import type { EditorData, Fault, Written } from "./types";

export interface Listener {
  left(written: Written): void;
  run(written: Written): void;
}

export class Editor {
  readonly element = document.createElement("div");
  private readonly view: EditorView;
  private told: string;

  constructor(
    private data: EditorData,
    private listener: Listener,
    root: Document | ShadowRoot,
  ) {
    this.element.className = "qg-editor";
    this.told = data.text;
    this.view = new EditorView({
      parent: this.element,
      root,
      state: EditorState.create({ doc: data.text, extensions: this.extensions() }),
    });
    this.mark(data.fault);
  }

  update(data: EditorData, listener: Listener): void {
    const before = this.data;
    this.data = data;
    this.listener = listener;
    if (data.version !== before.version) this.show(data.text);
    if (data.height !== before.height) this.element.style.setProperty("--height", `${data.height}px`);
    if (JSON.stringify(data.fault) !== JSON.stringify(before.fault)) this.mark(data.fault);
  }

  destroy(): void {
    this.view.destroy();
  }

  private extensions() {
    const run = () => {
      this.listener.run(this.written());
      return true;
    };
    // Escape, then Tab, leaves the editor: nobody is caught in it.
    return [
      lineNumbers(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      lintGutter(),
      autocompletion({ override: [completing(() => this.data)] }),
      sparql(),
      syntaxHighlighting(colours),
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": this.data.label }),
      EditorView.domEventHandlers({ blur: () => this.leave() }),
      keymap.of([
        { key: "Mod-Enter", run, preventDefault: true },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...searchKeymap,
        ...defaultKeymap,
      ]),
    ];
  }

  private written(): Written {
    this.told = this.view.state.doc.toString();
    return { text: this.told, at: Date.now() };
  }

  private leave(): void {
    if (this.view.state.doc.toString() !== this.told) this.listener.left(this.written());
  }

  /** Puts another text in place by the part that differs, so that the cursor keeps its place. */
  private show(text: string): void {
    const old = this.view.state.doc.toString();
    this.told = text;
    if (old === text) return;
    const most = Math.min(old.length, text.length);
    let start = 0;
    while (start < most && old[start] === text[start]) start++;
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) } });
  }

  private mark(fault: Fault | null): void {
    const { doc } = this.view.state;
    if (!fault) {
      this.view.dispatch(setDiagnostics(this.view.state, []));
      return;
    }
    const line = doc.line(Math.min(Math.max(1, fault.line), doc.lines));
    const from = Math.min(line.from + Math.max(0, fault.column - 1), Math.max(line.from, line.to - 1));
    this.view.dispatch(
      setDiagnostics(this.view.state, [
        { from, to: Math.max(Math.min(from + 1, doc.length), line.to), severity: "error", message: fault.message },
      ]),
    );
  }
}
