// Lets the conformance kit drive this package: one command per line comes in, one answer per line goes out. CHATHUB_STORAGE is the folder that outlives the process.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connect } from "../dist/index.js";

const folder = process.env.CHATHUB_STORAGE;
const file = key => join(folder, encodeURIComponent(key));
const storage = folder && {
  get(key) {
    try {
      return readFileSync(file(key), "utf8");
    } catch {
      return null;
    }
  },
  set(key, value) {
    mkdirSync(folder, { recursive: true });
    // Whole or not at all, whenever the process ends.
    writeFileSync(`${file(key)}.new`, value);
    renameSync(`${file(key)}.new`, file(key));
  },
  remove(key) { rmSync(file(key), { force: true }); },
};

let chat;
const rooms = new Map();
const roomOf = ({ room }) => rooms.get(room) ?? Promise.reject(Object.assign(new Error(`The room ${room} has not been joined.`), { code: "not_joined" }));

const commands = {
  async connect({ url, username, password, language }) {
    chat = await connect({ url, username, password, language: language ?? undefined, storage: storage || undefined, backoff: { first: 100, most: 2_000 } });
  },
  async join({ room }) {
    const joining = chat.join(room);
    rooms.set(room, joining);
    joining.catch(() => { rooms.delete(room); });
    await joining;
  },
  async send(command) {
    const { id } = await (await roomOf(command)).send(command.text);
    return { id };
  },
  async leave(command) { await (await roomOf(command)).leave(); },
  async edit(command) { await (await roomOf(command)).edit(command.id, command.text); },
  async delete(command) { await (await roomOf(command)).delete(command.id); },
  async react(command) { await (await roomOf(command)).react(command.id, command.emoji); },
  async language({ language }) { await chat.setLanguage(language); },
  async show(command) {
    const { messages } = await roomOf(command);
    return {
      messages: messages.filter(message => message.status === "sent").map(message => ({
        id: message.id, sender: message.sender, text: message.text, revision: message.revision, deleted: message.deleted ?? false,
        reactions: (message.reactions ?? []).map(({ emoji, users }) => ({ emoji, users })),
        translation: message.translation ? { language: message.translation.language, state: message.translation.state, text: message.translation.text } : null,
      })),
      pending: messages.filter(message => message.status === "pending").map(message => message.text),
    };
  },
  async stop() { await chat?.close(); },
};

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const command = JSON.parse(line);
  const answer = outcome => process.stdout.write(JSON.stringify({ n: command.n, ...outcome }) + "\n", () => { if (command.do === "stop") process.exit(0); });
  const run = commands[command.do] ?? (async () => { throw Object.assign(new Error(`There is no command ${command.do}.`), { code: "unknown_command" }); });
  // Side by side: an answer comes when its command has come to its end.
  run(command).then(result => answer({ ok: true, ...result }), error => {
    process.stderr.write(`${command.do}: ${error.stack}\n`);
    answer({ ok: false, code: error.code ?? "internal" });
  });
}
