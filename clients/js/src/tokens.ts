import type { LoginAnswer, User } from "./contract.js";

/** Tokens of one's own, as `POST /sessions` or `POST /login` answers them. */
export interface TokenSet {
  accessToken: string;
  refreshToken?: string;
  /** Seconds that the access token lives; read from the token itself if left out. */
  expiresIn?: number;
}

/** What is known of a session's tokens, as it is kept in storage. */
export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  /** By this machine's clock, in milliseconds. */
  expiresAt: number;
  lifetime: number;
  user?: User;
}

export function toTokens(answer: TokenSet | LoginAnswer): Tokens {
  const claims = claimsOf(answer.accessToken);
  // Without either, as long as the server makes them by default.
  const lifetime = 1000 * (answer.expiresIn ?? (claims.exp && claims.iat ? claims.exp - claims.iat : 3600));
  // The token may not be new; the clocks may differ, which the server's refusal mends.
  const age = answer.expiresIn === undefined && claims.iat ? Math.max(0, Date.now() - 1000 * claims.iat) : 0;
  return {
    accessToken: answer.accessToken, refreshToken: answer.refreshToken, lifetime, expiresAt: Date.now() + lifetime - age,
    user: "user" in answer ? answer.user : undefined,
  };
}

/** The session that an access token names. */
export const sessionIdOf = (accessToken: string): string => claimsOf(accessToken).sid ?? accessToken.slice(-16);

/** Whether a token was made after another one, where both say so. */
export const isNewer = (accessToken: string, other: string): boolean => (claimsOf(accessToken).iat ?? 0) > (claimsOf(other).iat ?? Infinity);

function claimsOf(token: string): { sid?: string; exp?: number; iat?: number } {
  try {
    return JSON.parse(atob(token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/"))) as object;
  } catch {
    return {};
  }
}
