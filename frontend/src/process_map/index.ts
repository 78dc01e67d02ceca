/** Entry of the component: Streamlit calls it at each change of the data, with the same parent element. */

import type { FrontendRendererArgs, FrontendState } from "@streamlit/component-v2-lib";

import { read } from "../common/data";
import { mounting } from "../common/mounting";
import type { Chosen, MapData, Selection } from "./types";
import { View } from "./view";

interface State extends FrontendState {
  selected: Selection;
  chosen: Chosen;
}

const mount = mounting<View>();

export default function processMap(component: FrontendRendererArgs<State, Uint8Array>): () => void {
  const { parentElement, setStateValue } = component;
  const data = read<MapData & { echo: number }>(component.data);
  return mount(parentElement, () => new View(), (view) => view.update(data, data.echo, {
    select: (id, at) => setStateValue("selected", { id, at }),
    choose: (name, value, at) => setStateValue("chosen", { name, value, at }),
  }));
}
