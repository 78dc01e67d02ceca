/** What Python sends of a network of thousands: columns of equal length. */

import type { Look } from "../common/look";

export interface LargeData {
  signature: string;
  ids: string[];
  codes: string[];
  labels: string[];
  /** name of the colour of each node without paint */
  tones: string[];
  groups: number[];
  sources: number[];
  targets: number[];
  look: Look;
  lookSignature: string;
  selected: string | null;
  /** when the last choice was made that Python had seen, 0 for none */
  chosen: number;
  height: number;
  texts: Record<string, string>;
}
