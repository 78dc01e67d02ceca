/** Places for thousands of nodes: by their own forces, or left to right. The same at every drawing. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

/** Turns by which seeds spread evenly over a disc (H. Vogel, 1979). */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const ITERATIONS: [number, number][] = [[1500, 160], [4000, 90], [Infinity, 45]];

/** Spreads the nodes by ForceAtlas2 (M. Jacomy et al., 2014) from a disc where groups lie together. */
export function free(graph: Graph, groups: readonly number[]): void {
  const order = groups.map((group, i) => ({ group, i })).sort((a, b) => a.group - b.group || a.i - b.i);
  const keys = graph.nodes();
  order.forEach(({ i }, place) => {
    const radius = Math.sqrt(place + 0.5) * 10;
    graph.mergeNodeAttributes(keys[i]!, { x: radius * Math.cos(place * GOLDEN), y: radius * Math.sin(place * GOLDEN) });
  });
  const iterations = ITERATIONS.find(([most]) => graph.order <= most)![1];
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 500, barnesHutTheta: 0.8 };
  forceAtlas2.assign(graph, { iterations, settings });
}

/** Who gives left of who receives: ranks by longest path once the lines that close a loop are put aside. */
export function columns(count: number, sources: readonly number[], targets: readonly number[]): { x: number; y: number }[] {
  const out: number[][] = Array.from({ length: count }, () => []);
  sources.forEach((source, i) => out[source]!.push(targets[i]!));
  const state = new Uint8Array(count); // 0 unseen, 1 on the way, 2 done
  const order: number[] = [];
  const back = new Set<number>(); // source * count + target
  for (let root = 0; root < count; root += 1) {
    if (state[root]) continue;
    const stack: [number, number][] = [[root, 0]];
    state[root] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const next = out[top[0]]![top[1]];
      top[1] += 1;
      if (next === undefined) {
        state[top[0]] = 2;
        order.push(top[0]);
        stack.pop();
      } else if (state[next] === 1) back.add(top[0] * count + next);
      else if (state[next] === 0) {
        state[next] = 1;
        stack.push([next, 0]);
      }
    }
  }
  const rank = new Int32Array(count);
  let deepest = 0;
  for (const node of order.reverse()) {
    for (const next of out[node]!) {
      if (back.has(node * count + next)) continue;
      rank[next] = Math.max(rank[next]!, rank[node]! + 1);
      deepest = Math.max(deepest, rank[next]!);
    }
  }
  const wanted = Math.min(deepest + 1, Math.max(8, Math.round(Math.sqrt(count))));
  const height = new Int32Array(wanted);
  const cells = Array.from(rank, (value) => {
    const column = deepest < wanted ? value : Math.floor((value * wanted) / (deepest + 1));
    return { column, row: height[column]!++ };
  });
  const tallest = Math.max(1, ...height);
  return cells.map(({ column, row }) => ({ x: column * (tallest / wanted) * 1.6, y: row - height[column]! / 2 }));
}
