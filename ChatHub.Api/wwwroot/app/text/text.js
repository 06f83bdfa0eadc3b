// What the app itself says, in the language of its reader. What people say is not its matter.
import { keep, readKept } from "../kept.js";
import en from "./en.js";

/** @typedef {keyof typeof en} TextKey */
/** @typedef {Record<string, string | number>} TextValues */

/** The app's languages, in their own names. */
export const languages = { en: "English", es: "Español", pt: "Português" };

const chosen = "language";
let texts = en;
let language = "en";
let plurals = new Intl.PluralRules("en");

/** The language that the app speaks now. */
export const textLanguage = () => language;

/** Picks the language that was chosen, or else the first of the browser's that there is. */
export async function loadText() {
  const wanted = [readKept(chosen), ...navigator.languages].map(tag => String(tag).split("-")[0]);
  language = wanted.find(tag => Object.hasOwn(languages, tag)) ?? "en";
  texts = (await import(`./${language}.js`)).default;
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
}

/**
 * Speaks this language from the next load of the page on.
 * @param {string} tag
 */
export function chooseText(tag) { keep(chosen, tag); }

/**
 * A text, with values in the place of `{names}`; of those that count, the form for `n`.
 * @param {TextKey} key
 * @param {TextValues} [values]
 */
export function t(key, values = {}) {
  /** @type {string | Record<string, string>} */
  const entry = texts[key];
  const text = typeof entry === "string" ? entry : entry[plurals.select(Number(values.n))] ?? entry.other ?? "";
  return text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? values[name].toLocaleString(language) : values[name] ?? "");
}

/**
 * A text if there is one under this key.
 * @param {string} key
 * @param {TextValues} [values]
 */
export const tIfAny = (key, values) => Object.hasOwn(texts, key) ? t(/** @type {TextKey} */ (key), values) : null;
