// Makes dist/chathub.browser.js: the package and SignalR in one file, for pages without a build.
import { build } from "esbuild";

await build({
  entryPoints: ["dist/index.js"],
  outfile: "dist/chathub.browser.js",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  legalComments: "none",
  banner: { js: "// @chathub/client and @microsoft/signalr, both under the MIT licence." },
});
