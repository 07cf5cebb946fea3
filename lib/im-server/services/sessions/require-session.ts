import type { ImContext } from "../context";
import { ImError } from "../errors";
import type { TokenClaims } from "./tokens";

/**
 * Checks that a token is this client's, has not run out and is newer than its last kick; answers
 * what it says.
 * @throws ImError 4112
 */
export async function requireSession(
  context: ImContext,
  token: string,
  clientId: string,
): Promise<TokenClaims> {
  const claims = context.tokens.read(token, clientId, context.now());
  if (claims === null) throw new ImError(4112);
  const kickedAt = await context.store.getKickedAt(clientId);
  if (kickedAt !== null && claims.issuedAt <= kickedAt) throw new ImError(4112);
  return claims;
}
