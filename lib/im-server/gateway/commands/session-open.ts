import { randomBytes } from "node:crypto";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";
import { ImError } from "../../services/errors";
import { requireSession } from "../../services/sessions/require-session";
import { TOKEN_TTL, type TokenClaims } from "../../services/sessions/tokens";
import type { Connection } from "../connection";
import type { Gateway } from "../gateway";
import { welcome } from "../push/welcome";
import { restoreRoom } from "../rooms";
import { type Login, Session } from "../session";
import { requireSignature } from "../signature";
import type { Command, Outgoing, Wire } from "../wire/codec";

type Open = Wire<"SessionCommand">;

const MAX_USER_AGENT = 200;

/**
 * Logs a client in on a connection.
 * @throws ImError 4100 other app, 4103 bad client id, tag or device, 4112 token, 4102 signature, 4111 conflict, 4113
 *   too many clients on one connection
 */
export async function openSession(
  gateway: Gateway,
  connection: Connection,
  command: Command,
): Promise<Outgoing> {
  const { context, hub } = gateway;
  if (command.appId !== context.keys.appId) throw new ImError(4100);
  const open = command.sessionMessage ?? {};
  const clientId = command.peerId ?? randomBytes(16).toString("hex");
  if (!clientIdSchema.safeParse(clientId).success) throw new ImError(4103);
  const claims = await requireCredentials(gateway, clientId, open);
  // Whoever has gone meanwhile would stay for ever: nothing is left that could end the session.
  if (connection.isClosed) throw new ImError(4105);

  const login: Login = {
    clientId,
    tag: tagOf(open) ?? claims?.tag ?? null,
    deviceId: nameOf(open.deviceId) ?? nameOf(open.deviceToken) ?? claims?.deviceId ?? null,
    userAgent: userAgentOf(open),
    features: open.configBitmap ?? 0,
    openedAt: context.now(),
  };
  if (connection.sessions.size >= gateway.options.sessionsPerConnection) throw new ImError(4113);
  settleConflicts(gateway, connection, login, open.r ?? false);
  const session = new Session(login, connection);
  connection.add(session);
  hub.add(session, login.openedAt);
  await restoreRoom(gateway, session, open.r ?? false);
  // The snapshot starts after the session can be reached: nothing falls between the two.
  void welcome(gateway, session, {
    unreadTime: unreadTimeOf(open, claims),
    patchTime: open.lastPatchTime ?? 0,
  });
  return {
    cmd: "session",
    op: "opened",
    peerId: clientId,
    serverTs: login.openedAt,
    sessionMessage: {
      st: context.tokens.issue({ ...login, issuedAt: login.openedAt }),
      stTtl: TOKEN_TTL / 1000,
    },
  };
}

/** Up to when a client knew its unread counts; who was never told of any had none when its token was made. */
function unreadTimeOf({ lastUnreadNotifTime, r }: Open, claims: TokenClaims | null): number | null {
  return lastUnreadNotifTime || (r ? (claims?.issuedAt ?? null) : null);
}

/** "default" is a tag that never conflicts: like none. */
function tagOf({ tag }: Open): string | null {
  return tag === "default" ? null : nameOf(tag);
}

/**
 * A tag or a device, null for none: kept as it is, as one that was cut could be taken for another's.
 * @throws ImError 4103 when it is too long, or holds control characters
 */
function nameOf(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  if (!idSchema.safeParse(text).success) throw new ImError(4103, "The tag or the device cannot be one.");
  return text;
}

/** What a client says it is: shown to people, so that one line of it will do. */
function userAgentOf({ ua = "" }: Open): string | null {
  const line = [
    ...ua
      .slice(0, 2 * MAX_USER_AGENT)
      .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
      .trim(),
  ];
  return line.slice(0, MAX_USER_AGENT).join("") || null;
}

/**
 * A token that still holds stands for the signature; what it says is answered.
 * @throws ImError 4112 token, 4102 signature
 */
async function requireCredentials(
  gateway: Gateway,
  clientId: string,
  open: Open,
): Promise<TokenClaims | null> {
  if (open.st !== undefined && open.st !== "") {
    return requireSession(gateway.context, open.st, clientId);
  }
  if (gateway.context.settings.current.signatures.login) await requireLoginSignature(gateway, clientId, open);
  return null;
}

/** @throws ImError 4102 */
export async function requireLoginSignature(gateway: Gateway, clientId: string, fields: Open): Promise<void> {
  await requireSignature(gateway, { clientId, fields, code: 4102, signed: [{ operation: "login" }] });
}

/**
 * One device per tag: an active login puts the other device out; a returning one that finds another
 * there is itself refused. The same device, or the same connection, replaces itself.
 * @throws ImError 4111
 */
function settleConflicts(gateway: Gateway, connection: Connection, login: Login, isReturning: boolean): void {
  const { hub } = gateway;
  const rivals: Session[] = [];
  for (const other of [...hub.of(login.clientId)]) {
    const isSameTag = login.tag !== null && other.tag === login.tag;
    const isSameDevice = other.deviceId !== null && other.deviceId === login.deviceId;
    if (other.link === connection || (isSameTag && isSameDevice)) hub.remove(other, "replaced");
    else if (isSameTag) rivals.push(other);
  }
  if (rivals.length === 0) return;
  if (isReturning) throw new ImError(4111);
  for (const rival of rivals) hub.expel(rival, 4111, "SESSION_CONFLICT");
}
