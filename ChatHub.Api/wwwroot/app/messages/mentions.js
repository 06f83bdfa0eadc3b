const name = /@([\p{L}\p{M}\p{N}._-]+)/gu;

/**
 * Parts a text at the names in it that are meant: those that the server found.
 * @param {string} text
 * @param {readonly string[]} mentions
 * @returns {{ text: string, username?: string }[]}
 */
export function atMentions(text, mentions) {
  if (mentions.length === 0) return [{ text }];
  const parts = [];
  let done = 0;
  for (const { 0: whole, 1: written, index } of text.matchAll(name)) {
    const username = meant(written, mentions);
    if (username === null) continue;
    const end = index + whole.length - (written.length - username.length);
    parts.push({ text: text.slice(done, index) }, { text: text.slice(index, end), username });
    done = end;
  }
  return [...parts, { text: text.slice(done) }].filter(part => part.text);
}

/**
 * A full stop at the end may belong to the sentence.
 * @param {string} written
 * @param {readonly string[]} mentions
 */
function meant(written, mentions) {
  for (let length = written.length; length > 0; length--) {
    const start = written.slice(0, length).normalize("NFKC").toLowerCase();
    const found = mentions.find(mention => mention.toLowerCase() === start);
    if (found) return found;
    if (!/[._-]/.test(written[length - 1])) return null;
  }
  return null;
}
