/** @typedef {{ language: string, name: string }} Language A language with its name in itself. */

/** What many people read, for those who have no session yet and cannot ask the server. */
const common = ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];

/**
 * The browser's first language, without its country.
 * @param {readonly string[]} wanted
 */
export const ownLanguage = (wanted = navigator.languages) => wanted[0]?.split("-")[0] ?? "en";

/**
 * Languages to choose from, one's own among them.
 * @returns {Language[]}
 */
export const commonLanguages = () => [...new Set([...common, ownLanguage()])]
  .map(language => ({ language, name: new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language }))
  .sort((one, other) => one.name.localeCompare(other.name));
