// Builds every component of src/ into one .js and one .css per component.
// The output is committed, so it must depend on nothing but the sources and the locked esbuild.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const outdir = process.argv[2] ?? path.join(here, "../qualite_graph/ui/components/assets");

await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "src/process_map/index.ts", out: "process_map" },
    { in: "src/process_map/process_map.css", out: "process_map" },
    { in: "src/sparql_editor/index.ts", out: "sparql_editor" },
    { in: "src/sparql_editor/sparql_editor.css", out: "sparql_editor" },
  ],
  outdir,
  bundle: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  minify: true,
  charset: "utf8",
  legalComments: "inline",
  sourcemap: false,
  logLevel: "warning",
});
