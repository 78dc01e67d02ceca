/** Entry of the component: Streamlit calls it at each change of the data, with the same parent element. */

import type { FrontendRendererArgs, FrontendState } from "@streamlit/component-v2-lib";

import { read } from "../common/data";
import { Editor } from "./editor";
import type { EditorData, Written } from "./types";

interface State extends FrontendState {
  written: Written;
  run: Written;
}

const editors = new WeakMap<object, Editor>();

export default function sparqlEditor(component: FrontendRendererArgs<State, Uint8Array>): () => void {
  const { parentElement, setStateValue } = component;
  const data = read<EditorData>(component.data);
  const listener = {
    left: (written: Written) => setStateValue("written", written),
    run: (written: Written) => setStateValue("run", written),
  };
  let editor = editors.get(parentElement);
  if (editor) {
    editor.update(data, listener);
  } else {
    const root = (parentElement as Node).getRootNode();
    editor = new Editor(data, listener, root instanceof ShadowRoot ? root : document);
    editors.set(parentElement, editor);
    parentElement.append(editor.element);
  }
  const mounted = editor;
  return () => {
    mounted.destroy();
    mounted.element.remove();
    editors.delete(parentElement);
  };
}
