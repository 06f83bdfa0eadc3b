// For pages without a build: dist/chathub.browser.js, the package and SignalR in one file; and browser/chathub.js, the package alone, which takes SignalR
// from the page (globalThis.signalR), and is committed, so that the server can be built without Node.
import { build } from "esbuild";

const common = {
  entryPoints: ["dist/index.js"],
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  legalComments: "none",
};

await build({
  ...common,
  outfile: "dist/chathub.browser.js",
  minify: true,
  banner: { js: "// @chathub/client and @microsoft/signalr, both under the MIT licence." },
});

await build({
  ...common,
  outfile: "browser/chathub.js",
  alias: { "@microsoft/signalr": "./browser/signalr.js" },
  banner: { js: "// @chathub/client, made from clients/js by `npm run build`. It wants @microsoft/signalr's browser bundle to be loaded before." },
});
