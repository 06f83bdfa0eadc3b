// The libraries that the web app carries.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { libraries, read, table } from "../vendored.mjs";

const folder = new URL("../wwwroot/app/lib/", import.meta.url);

test("each is the file of its npm package", async () => {
  for (const library of libraries) {
    const { text } = await read(library);
    assert.equal(await readFile(new URL(library.file, folder), "utf8"), text, library.file);
  }
});

test("each is in the table, with its version, licence and hash, and nothing else is there", async () => {
  assert.ok((await readFile(new URL("README.md", folder), "utf8")).includes(await table()));
  const files = (await readdir(folder)).filter(name => name.endsWith(".js"));
  assert.deepEqual(files.sort(), [...libraries.map(({ file }) => file), "chathub.js"].sort());
});

test("each has its licence", async () => {
  const licences = await readdir(new URL("licences/", folder));
  assert.deepEqual(licences.sort(), [...new Set(libraries.map(({ name }) => `${name.split("/").at(-1)}.txt`))].sort());
});
