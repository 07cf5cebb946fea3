import { randomBytes } from "node:crypto";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";
import { ImError } from "../../services/errors";
import { requireSession } from "../../services/sessions/require-session";
import type { TokenClaims } from "../../services/sessions/tokens";
import type { Connection } from "../connection";
import { endSession } from "../end-session";
import type { Gateway } from "../gateway";
import type { Hub } from "../hub";
import { beginWelcome } from "../push/welcome";
import { restoreRoom } from "../rooms";
import { type Login, Session } from "../session";
import { requireSignature } from "../signature";
import type { Command, Outgoing, Wire } from "../wire/codec";

type Open = Wire<"SessionCommand">;

const MAX_USER_AGENT = 200;
/**
 * For how many seconds clients may take their token to hold: 24 days, the most that Java counts to. JavaScript drops one
 * that has run out, even while it is connected, and then comes back without it and without a signature.
 */
const TOKEN_TOLD = 2_073_600;
/** When clients are asked to come anew, in milliseconds: after half of that, and not all who came at once. */
const RENEW_AFTER = (TOKEN_TOLD * 1000) / 2;
const RENEW_SPREAD = RENEW_AFTER / 2;

/**
 * Logs a client in on a connection.
 * @throws ImError 4100 other app, 4103 bad client id, tag or device, 4112 token, 4102 signature, 4111 conflict, 4113
 *   too many clients on one connection, 4115 kicked meanwhile
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
  const claims = await hub.sinceKicks(() => requireCredentials(gateway, clientId, open));
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
  const others = othersOf(gateway, connection, login, claims);
  if (others.rivals.length > 0 && open.r) throw new ImError(4111);
  const session = new Session(login, connection);
  const sessionMessage = issueToken(gateway, session);
  connection.add(session);
  hub.add(session, login.openedAt);
  // Only now: whoever takes its own place was not away.
  for (const rival of others.rivals) hub.expel(rival, { code: 4111, reason: "SESSION_CONFLICT" });
  if (others.here) hub.remove(others.here, "replaced");
  await Promise.all(others.lost.map((other) => endSession(gateway, other, "replaced")));
  session.will = gateway.wills.take(clientId, (other) => isFormer(hub, other, login, claims));
  const room = restoreRoom(gateway, session, open.r ?? false).catch((error: unknown) => {
    gateway.log.error({ err: error }, "a login did not find its chat room again");
  });
  const known = { unreadTime: unreadTimeOf(open, claims), patchTime: open.lastPatchTime ?? 0 };
  await beginWelcome(gateway, session, known, room);
  session.requireStay();
  return {
    cmd: "session",
    op: "opened",
    peerId: clientId,
    serverTs: login.openedAt,
    sessionMessage,
  };
}

/** A token that says whose it is, and of which session. */
export function issueToken({ context, hub }: Gateway, session: Session): Wire<"SessionCommand"> {
  const { clientId, tag, deviceId } = session;
  const key = { run: hub.run, session: session.id };
  const issuedAt = context.now();
  const st = context.tokens.issue({ clientId, tag, deviceId, issuedAt, ...key });
  session.renewAt = issuedAt + RENEW_AFTER + Math.random() * RENEW_SPREAD;
  return { st, stTtl: TOKEN_TOLD };
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
 * The client's other sessions that cannot stay. One may be `here`, on the same connection. `lost` ones have a
 * connection that nobody has noticed to be gone: the one whose token the client shows, and that of the same device
 * with the same tag. `rivals` are on other devices, as there is one per tag: an active login puts them out, a
 * returning one is itself refused.
 */
function othersOf(
  { hub }: Gateway,
  connection: Connection,
  login: Login,
  claims: TokenClaims | null,
): { here: Session | null; lost: Session[]; rivals: Session[] } {
  let here: Session | null = null;
  const lost: Session[] = [];
  const rivals: Session[] = [];
  for (const other of hub.of(login.clientId)) {
    if (other.link === connection) here = other;
    else if (isFormer(hub, other, login, claims)) lost.push(other);
    else if (hasTagOf(other, login)) rivals.push(other);
  }
  return { here, lost, rivals };
}

/** Whether a login comes after another session of the same device: by its token, or with the same tag. */
function isFormer(hub: Hub, other: Session, login: Login, claims: TokenClaims | null): boolean {
  if (claims?.run === hub.run && claims.session === other.id) return true;
  return other.deviceId !== null && other.deviceId === login.deviceId && hasTagOf(other, login);
}

function hasTagOf(other: Session, { tag }: Login): boolean {
  return tag !== null && other.tag === tag;
}
