// What the web app says, in its languages.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import en from "../wwwroot/app/text/en.js";
import es from "../wwwroot/app/text/es.js";
import pt from "../wwwroot/app/text/pt.js";

const app = new URL("../wwwroot/app/", import.meta.url);
const namesIn = entry => [...new Set(Object.values(typeof entry === "string" ? [entry] : entry).flatMap(text => text.match(/\{\w+\}/g) ?? []))].sort();

for (const [language, texts] of Object.entries({ es, pt })) {
  test(`${language} says all that en says, with the same values in it`, () => {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    for (const key of Object.keys(en)) assert.deepEqual(namesIn(texts[key]), namesIn(en[key]), key);
  });

  test(`${language} has a form for each number`, () => {
    for (const [key, forms] of Object.entries(texts)) if (typeof forms !== "string") assert.ok("one" in forms && "other" in forms, key);
  });
}

test("the code asks for texts that there are, and each text is asked for", async () => {
  const files = (await readdir(app, { recursive: true })).filter(file => file.endsWith(".js") && !/^(lib|text)\W/.test(file));
  const code = (await Promise.all(files.map(file => readFile(new URL(file, app), "utf8")))).join("\n");
  const asked = [...code.matchAll(/\bt\(([^)]*)/g)].flatMap(([, start]) => [...start.matchAll(/"([a-z][\w]*\.[\w.]+)"/gi)].map(([, key]) => key));
  assert.deepEqual(asked.filter(key => !(key in en)), []);
  // Those that are made of a code or a reason.
  const stems = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, stem]) => stem);
  const unused = Object.keys(en).filter(key => !code.includes(`"${key}"`) && !stems.some(stem => key.startsWith(stem)));
  assert.deepEqual(unused, []);
});
