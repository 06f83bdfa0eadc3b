import { textLanguage } from "./text.js";

const day = 86_400_000;

/**
 * Of the day that the calendar shows here.
 * @param {Date} date
 */
const dayNumber = date => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day;

/**
 * Today, yesterday, or the date.
 * @param {Date} date
 * @param {Date} [now]
 */
export function dayName(date, now = new Date()) {
  const ago = dayNumber(now) - dayNumber(date);
  if (ago === 0 || ago === 1) {
    const name = new Intl.RelativeTimeFormat(textLanguage(), { numeric: "auto" }).format(-ago, "day");
    return name.charAt(0).toLocaleUpperCase(textLanguage()) + name.slice(1);
  }
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(textLanguage(), { weekday: "long", day: "numeric", month: "long", ...!isThisYear && { year: "numeric" } });
}

/** @param {Date} date */
export const timeOfDay = date => date.toLocaleTimeString(textLanguage(), { hour: "2-digit", minute: "2-digit" });

/**
 * Without morning and afternoon, for where there is little room.
 * @param {Date} date
 */
export const shortTime = date => new Intl.DateTimeFormat(textLanguage(), { hour: "numeric", minute: "2-digit" }).formatToParts(date)
  .filter(part => part.type !== "dayPeriod").map(part => part.value).join("").trim();

/** @param {Date} date */
export const fullTime = date => date.toLocaleString(textLanguage(), { dateStyle: "full", timeStyle: "short" });
