/** Entry of the component: Streamlit calls it at each change of the data, with the same parent element. */

import type { FrontendRendererArgs, FrontendState } from "@streamlit/component-v2-lib";

import { read } from "../common/data";
import { mounting } from "../common/mounting";
import { FlowEditor, type EditorData } from "./editor";

interface State extends FrontendState {
  written: { lines: string[]; typing: string; at: number };
}

const mount = mounting<FlowEditor>();

export default function flowEditor(component: FrontendRendererArgs<State, Uint8Array>): () => void {
  const { parentElement, setStateValue } = component;
  const data = read<EditorData>(component.data);
  return mount(parentElement, () => new FlowEditor(), (editor) =>
    editor.update(data, (lines, typing) => setStateValue("written", { lines, typing, at: Date.now() })));
}
