// Builds every component of src/ into one .js and one .css per component.
// The output is committed, so it must depend on nothing but the sources and the locked esbuild.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const outdir = process.argv[2] ?? path.join(here, "../qualite_graph/ui/components/assets");

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "src/process_map/index.ts", out: "process_map" },
    { in: "src/process_map/process_map.css", out: "process_map" },
    { in: "src/sparql_editor/index.ts", out: "sparql_editor" },
    { in: "src/sparql_editor/sparql_editor.css", out: "sparql_editor" },
    { in: "src/large_map/index.ts", out: "large_map" },
    { in: "src/large_map/large_map.css", out: "large_map" },
    { in: "src/flow_editor/index.ts", out: "flow_editor" },
    { in: "src/flow_editor/flow_editor.css", out: "flow_editor" },
    { in: "src/network_map/index.ts", out: "network_map" },
    { in: "src/network_map/network_map.css", out: "network_map" },
  ],
  outdir,
  bundle: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
  metafile: true,
});

// The licences of the libraries that are inside the bundles, which ask to be told.
const inside = [...new Set(Object.keys(metafile.inputs).map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean))].sort();
const notices = inside.map((name) => {
  const folder = path.join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).filter((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one)).sort()[0];
  const text = file ? readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(path.join(outdir, "licences.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
