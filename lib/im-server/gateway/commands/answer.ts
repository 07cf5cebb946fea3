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
  const always = answerWithoutSession(command);
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

/** Heartbeats and the push service's logins need no client. */
function answerWithoutSession({ cmd, service }: Command): Outgoing | null {
  if (cmd === "echo") return { cmd: "echo" };
  if (cmd === "login")
    return { cmd: "loggedin", service: service ?? 1, loggedinMessage: { pushDisabled: true } };
  if (cmd === "logout") return { cmd: "loggedout", service: service ?? 1 };
  return null;
}
