import { textLanguage } from "./text.js";

/** @param {string[]} names */
export const listOf = names => new Intl.ListFormat(textLanguage(), { type: "conjunction" }).format(names);

/**
 * A language's name in the app's language.
 * @param {string} tag
 */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([textLanguage()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
