// The libraries that the web app carries in wwwroot/app/lib, and the file of the npm package that each is. `node vendored.mjs FOLDER` writes them there.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = new URL("node_modules/", import.meta.url);

/** `edit` is the one change that a file needs to be loaded without a bundler. */
export const libraries = [
  { file: "preact.js", name: "preact", source: "dist/preact.mjs", licence: "MIT" },
  { file: "preact-hooks.js", name: "preact", source: "hooks/dist/hooks.mjs", licence: "MIT", edit: text => text.replace('from"preact"', 'from"./preact.js"') },
  { file: "htm.js", name: "htm", source: "dist/htm.mjs", licence: "Apache-2.0" },
  { file: "marked.js", name: "marked", source: "lib/marked.esm.js", licence: "MIT" },
  { file: "signalr.min.js", name: "@microsoft/signalr", source: "dist/browser/signalr.min.js", licence: "MIT" },
];

/** What a library's file is to hold, and the version that it is of. */
export async function read({ name, source, edit = text => text }) {
  const text = edit(await readFile(new URL(`${name}/${source}`, packages), "utf8"));
  const { version } = createRequire(import.meta.url)(`./node_modules/${name}/package.json`);
  return { text, version, hash: createHash("sha256").update(text).digest("hex") };
}

/** The table of lib/README.md. */
export async function table() {
  const rows = [];
  for (const library of libraries) {
    const { version, hash } = await read(library);
    rows.push(`| \`${library.file}\` | ${library.name} ${version} | \`${library.source}\` | ${library.licence} | \`${hash}\` |`);
  }
  return ["| file | npm package | its file | licence | SHA-256 |", "|---|---|---|---|---|", ...rows].join("\n");
}

const [, program, folder] = process.argv;
if (program === import.meta.filename && folder) {
  for (const library of libraries) await writeFile(join(folder, library.file), (await read(library)).text);
  const readme = join(folder, "README.md");
  await writeFile(readme, (await readFile(readme, "utf8")).replace(/\| file \|[^]*?(?=\n\n|\n$)/, await table()));
}
