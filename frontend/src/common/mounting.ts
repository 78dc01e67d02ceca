/** One view for each place that Streamlit gives to a component. */

export interface Mounted {
  readonly element: HTMLElement;
  destroy(): void;
}

interface Place<View> {
  view: View;
  /** how often Streamlit has called for it */
  calls: number;
}

/** Makes a component out of a view: made at the first call for a place, updated at each.
 *
 * Streamlit calls once the script is read, which may be after the reader has left the page: nothing is
 * drawn then, where there is no room. And it ends a call that a later one has overtaken: only the end
 * of the last one is the end of the view.
 */
export function mounting<View extends Mounted>(): (parent: HTMLElement | ShadowRoot, make: () => View, update: (view: View) => void) => () => void {
  const places = new WeakMap<Node, Place<View>>();
  return (parent, make, update) => {
    if (!parent.isConnected) return () => undefined;
    let place = places.get(parent);
    if (!place) {
      place = { view: make(), calls: 0 };
      places.set(parent, place);
      parent.append(place.view.element);
    }
    const { view } = place;
    const call = ++place.calls;
    update(view);
    return () => {
      if (places.get(parent)?.view !== view || places.get(parent)?.calls !== call) return;
      places.delete(parent);
      view.destroy();
      view.element.remove();
    };
  };
}
