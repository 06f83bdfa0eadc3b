// What is published: its size, its files, and projects made from scratch with it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { http, password, url } from "./support/server.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const budget = 12 * 1024;
let folder, tarball;

const run = (program, ...args) => promisify(execFile)(program, args, { cwd: folder, env: { ...process.env, CHATHUB_URL: url } });

const settings = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--types", "", "--ignoreConfig"];
const compile = file => run("node", join(root, "node_modules/typescript/bin/tsc"), ...settings, file).catch(error => assert.fail(error.stdout));

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "chathub-package-"));
  // What it packs was built by whoever runs the tests.
  const { stdout } = await promisify(execFile)("npm", ["pack", root, "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: folder });
  const answer = JSON.parse(stdout);
  tarball = Object.values(answer)[0];
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "scratch", private: true, type: "module" }));
  await run("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, tarball.filename));
});
after(() => rm(folder, { recursive: true, force: true }));

test("the package without SignalR is within 12 KB gzipped", async () => {
  const { outputFiles: [file] } = await build({
    entryPoints: [join(root, "dist/index.js")], bundle: true, minify: true, format: "esm", target: "es2022", external: ["@microsoft/signalr"], write: false,
  });
  const size = gzipSync(file.contents, { level: 9 }).length;
  assert.ok(size <= budget, `${size} bytes`);
});

test("the tarball holds the readme, the licence and dist, and nothing else", async () => {
  const paths = tarball.files.map(file => file.path);
  assert.deepEqual(paths.filter(path => !path.startsWith("dist/")).sort(), ["LICENSE", "README.md", "package.json"]);
  for (const path of ["dist/index.js", "dist/index.d.ts", "dist/chathub.browser.js"]) assert.ok(paths.includes(path), path);
});

test("the single-file build refers to no other file", async () => {
  const text = await readFile(join(root, "dist/chathub.browser.js"), "utf8");
  assert.doesNotMatch(text, /\bfrom\s*["']|\bimport\s*["'(]/);
});

test("the readme's lines talk, in a project from scratch", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, program] = /```js\n(\/\/ hello\.mjs\n[^]*?)```/.exec(readme);
  // On a server of one's own she may be there from the run before.
  await http("POST", "/signup", { body: { username: "ada", password, language: "en" } }).catch(error => assert.match(error.message, /username_taken/));
  await writeFile(join(folder, "hello.mjs"), program);
  const { stdout } = await run("node", "hello.mjs");
  assert.match(stdout, /^ada: Hello from JavaScript!$/m);
});

test("every type of the wire can be imported", async () => {
  const contract = await readFile(join(root, "src/contract.ts"), "utf8");
  const names = [...contract.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name === "Room" ? "RoomInfo" : name);
  assert.ok(names.length > 50, `${names.length} names`);
  await writeFile(join(folder, "types.ts"), `
    import type { Room, RoomInfo } from "@chathub/client";

    export type { ${names.join(", ")} } from "@chathub/client";
    export const names = (info: RoomInfo, room: Room): string[] => [info.room, room.name];
  `);
  await compile("types.ts");
});

test("a project from scratch type-checks in strict mode, and talks", async () => {
  await writeFile(join(folder, "strict.ts"), `
    import { connect, ChatError, memoryStorage, type Chat, type Receipt, type Room, type RoomMessage } from "@chathub/client";

    const chat: Chat = await connect({ url: ${JSON.stringify(url)}, username: "ada", password: ${JSON.stringify(password)}, storage: memoryStorage(), language: null });
    const room: Room = await chat.join("general", { backlog: 10 });
    const off: () => void = room.on("message", message => { const text: string | undefined = message.text; void text; });
    room.on("closed", ({ reason }) => { const why: string = reason; void why; });
    chat.on("presence", ({ users }) => users.map(user => user.online));
    const receipt: Receipt = await room.send("typed");
    const shown: RoomMessage | undefined = room.messages.find(message => message.id === receipt.id);
    // @ts-expect-error There is no such event.
    room.on("mesage", () => {});
    // @ts-expect-error The state is not to be changed from outside.
    room.messages.push(shown!);
    off();
    try {
      await chat.join("no-such-room");
    } catch (error) {
      if (error instanceof ChatError) console.log(shown?.text, error.code);
    }
    await chat.close();
  `);
  await compile("strict.ts");
  const { stdout } = await run("node", "strict.js");
  assert.equal(stdout, "typed room_not_found\n");
});
