const colours = 8;

/**
 * The first letters of the first and the last word.
 * @param {string} name
 */
export function initialsOf(name) {
  const words = name.split(/[\s._-]+/u).map(word => [...word.matchAll(/[\p{L}\p{N}]\p{M}*/gu)][0]?.[0]).filter(letter => letter !== undefined);
  return [words[0], words.length > 1 ? words.at(-1) : ""].join("").toLocaleUpperCase();
}

/**
 * One of the colours of the style sheet, always the same for a person.
 * @param {string} username
 */
export function colourOf(username) {
  let sum = 0;
  for (const character of username) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % colours;
}
