import { ChatError } from "../lib/chathub.js";
import { t, tIfAny } from "../text/text.js";

/**
 * Says what went wrong: in the app's words for a code that it knows, else in the server's.
 * @param {unknown} error
 */
export function sayError(error) {
  if (!(error instanceof ChatError)) return t("error.unknown");
  return tIfAny(`error.${error.code}`) ?? error.message;
}
