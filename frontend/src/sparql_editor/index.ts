/** Entry of the component: Streamlit calls it at each change of the data, with the same parent element. */

import type { FrontendRendererArgs, FrontendState } from "@streamlit/component-v2-lib";

import { read } from "../common/data";
import { mounting } from "../common/mounting";
import { Editor } from "./editor";
import type { EditorData, Written } from "./types";

interface State extends FrontendState {
  written: Written;
  run: Written;
}

const mount = mounting<Editor>();

export default function sparqlEditor(component: FrontendRendererArgs<State, Uint8Array>): () => void {
  const { parentElement, setStateValue } = component;
  const data = read<EditorData>(component.data);
  const listener = {
    left: (written: Written) => setStateValue("written", written),
    run: (written: Written) => setStateValue("run", written),
  };
  const root = parentElement.getRootNode();
  return mount(parentElement, () => new Editor(data, listener, root instanceof ShadowRoot ? root : document), (editor) => editor.update(data, listener));
}
