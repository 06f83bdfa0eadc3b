import { ChatError } from "./errors.js";

/** The tags that the server takes: language, and perhaps script, region and variants. */
const wellFormed = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3})){0,2}$/i;

/** Refuses what is no tag as the server would: at a reconnection it could not tell. */
export function checkLanguage(language: string | null | undefined): void {
  if (language === null || language === undefined || wellFormed.test(language)) return;
  const sentence = "Must be a BCP 47 language tag, such as 'es' or 'pt-BR'.";
  throw new ChatError("invalid_request", sentence, { errors: { language: [sentence] } });
}
