/** Which node an arrow key leads to. */

import type { Box } from "./types";

interface Placed {
  box: Box;
}

const centre = ({ box }: Placed): [number, number] => [box.x + box.w / 2, box.y + box.h / 2];

/** The closest node on the side that the arrow points to; straight ahead counts more than aside. */
export function nearest<T extends Placed>(nodes: readonly T[], from: T, key: string): T | undefined {
  const horizontal = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const [x, y] = centre(from);
  let best: T | undefined;
  let least = Infinity;
  for (const node of nodes) {
    const [nx, ny] = centre(node);
    const along = (horizontal ? nx - x : ny - y) * sign;
    const aside = Math.abs(horizontal ? ny - y : nx - x);
    if (along < 2 || (horizontal && aside > along * 3)) continue;
    const cost = along + aside * (horizontal ? 3 : 1.2);
    if (cost < least) {
      least = cost;
      best = node;
    }
  }
  return best;
}
