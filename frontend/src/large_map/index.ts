/** Entry of the component: Streamlit calls it at each change of the data, with the same parent element. */

import type { FrontendRendererArgs, FrontendState } from "@streamlit/component-v2-lib";

import { read } from "../common/data";
import type { Camera } from "../common/look";
import { mounting } from "../common/mounting";
import type { Chosen, Selection } from "../process_map/types";
import type { LargeData } from "./types";
import { LargeView } from "./view";

interface State extends FrontendState {
  selected: Selection;
  chosen: Chosen;
  arranged: { pins: Record<string, [number, number]>; camera: Camera | null; at: number };
}

const mount = mounting<LargeView>();

export default function largeMap(component: FrontendRendererArgs<State, Uint8Array>): () => void {
  const { parentElement, setStateValue } = component;
  const data = read<LargeData & { echo: number }>(component.data);
  return mount(parentElement, () => new LargeView(), (view) => view.update(data, data.echo, {
    select: (id, at) => setStateValue("selected", { id, at }),
    choose: (name, value, at) => setStateValue("chosen", { name, value, at }),
    arrange: (pins, camera) => setStateValue("arranged", { pins, camera, at: Date.now() }),
  }));
}
