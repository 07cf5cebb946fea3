import { ImError } from "../../services/errors";
import type { RateKind } from "../client-rates";
import type { Connection } from "../connection";
import type { Gateway } from "../gateway";
import type { Session } from "../session";
import type { Command, Outgoing } from "../wire/codec";
import type { CommandName } from "../wire/enums";
import { acknowledge } from "./ack";
import { answerBlacklist } from "./blacklist";
import { answerConv } from "./conv";
import { sendDirect } from "./direct";
import { readLogs } from "./logs";
import { modifyMessages } from "./patch";
import { markRead } from "./read";
import { answerSession } from "./session";
import { openSession } from "./session-open";

/** A command of a logged-in client; null answers nothing. */
export type Handler = (input: {
  gateway: Gateway;
  session: Session;
  command: Command;
}) => Promise<Outgoing | null> | Outgoing | null;

const handlers: Partial<Record<CommandName, { handle: Handler; rate: RateKind | null }>> = {
  session: { handle: answerSession, rate: null },
  direct: { handle: sendDirect, rate: "send" },
  ack: { handle: acknowledge, rate: null },
  read: { handle: markRead, rate: null },
  logs: { handle: readLogs, rate: "history" },
  conv: { handle: answerConv, rate: "other" },
  blacklist: { handle: answerBlacklist, rate: "other" },
  patch: { handle: modifyMessages, rate: "other" },
  report: { handle: () => ({ cmd: "report", op: "uploaded" }), rate: null },
};

/**
 * Works on one command. Answers what to reply, or null for nothing.
 * @throws ImError and others, which the connection turns into the command's way of failing
 */
export async function answer(
  gateway: Gateway,
  connection: Connection,
  command: Command,
): Promise<Outgoing | null> {
  const always = answerWithoutSession(gateway, connection, command);
  if (always) return always;
  if (command.cmd === "session" && command.op === "open") return openSession(gateway, connection, command);
  const session = connection.sessionOf(command.peerId);
  if (!session) throw new ImError(4105);
  const entry = command.cmd === null ? undefined : handlers[command.cmd];
  if (!entry) throw new ImError(1, "Unknown command.");
  if (entry.rate !== null && !gateway.rates.take(session.clientId, entry.rate, gateway.context.now()))
    return null;
  return entry.handle({ gateway, session, command });
}

/**
 * Heartbeats, and the logins of the push service: an installation that waits for offline pushes or
 * live queries, of which this server has none to send. It may stay all the same.
 */
function answerWithoutSession(
  { context }: Gateway,
  connection: Connection,
  { cmd, service = 1, appId, installationId = "" }: Command,
): Outgoing | null {
  switch (cmd) {
    case "echo":
      return { cmd };
    case "login":
      if (appId === context.keys.appId) connection.addInstallation(installationId);
      return { cmd: "loggedin", service, loggedinMessage: { pushDisabled: true } };
    case "logout":
      connection.removeInstallation(installationId);
      return { cmd: "loggedout", service };
    default:
      return null;
  }
}
