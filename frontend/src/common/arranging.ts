/** Where the reader has put nodes and what part is in view: told to Python once all stands still. */

import type { Camera } from "./look";

export type Arrange = (pins: Record<string, [number, number]>, camera: Camera) => void;

const SETTLED = 700; // milliseconds without a move

export class Arranging {
  readonly pins = new Map<string, { x: number; y: number }>();
  private timer = 0;

  /** `tell` is asked for when things have stood still for a while. */
  constructor(private readonly cameraOf: () => Camera, private readonly tell: () => Arrange) {}

  destroy(): void {
    clearTimeout(this.timer);
  }

  /** Takes the places that Python knows. */
  take(pins: Record<string, [number, number]>): void {
    this.pins.clear();
    for (const [key, [x, y]] of Object.entries(pins)) this.pins.set(key, { x, y });
  }

  /** Something has moved: what stands where will be told. */
  moved(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const round = (value: number): number => Math.round(value * 10) / 10;
      this.tell()(Object.fromEntries([...this.pins].map(([key, { x, y }]) => [key, [round(x), round(y)] as [number, number]])), this.cameraOf());
    }, SETTLED);
  }
}
