import type { SessionKey } from "../../store/trace-interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";
import type { TokenClaims } from "./tokens";

/** How long a session token holds beyond its session, in milliseconds: two days. */
const TOKEN_TTL = 172_800_000;

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
  const claims = context.tokens.read(token, clientId);
  if (claims === null || !(await holds(context, claims))) throw new ImError(4112);
  const kickedAt = await context.store.getKickedAt(clientId);
  if (kickedAt !== null && claims.issuedAt <= kickedAt) throw new ImError(4112);
  return claims;
}

/** As long as the session that it was given to, and for two days more. */
async function holds(context: ImContext, claims: TokenClaims): Promise<boolean> {
  const now = context.now();
  if (now - claims.issuedAt < TOKEN_TTL) return true;
  const { clientId, run, session } = claims;
  const isIts = (other: SessionKey) => other.run === run && other.session === session;
  if (context.presence.sessionsOf(clientId).some(isIts)) return true;
  const [login] = await context.store.getSessions([{ run, session }]);
  return login?.clientId === clientId && now - (login.endedAt ?? now) < TOKEN_TTL;
}
