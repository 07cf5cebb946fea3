import { ZodError } from "zod";
import { type ErrorCode, imErrorName, restErrorCodes } from "@/lib/protocol/error-codes";
import { FieldOpsError } from "@/lib/protocol/field-ops";
import { WhereError } from "@/lib/protocol/where";
import { ImError } from "../services/errors";
import { StoreError } from "../store/errors";
import { AppRefusal } from "./hooks/refusal";
import type { Command, Outgoing } from "./wire/codec";

/** An error as clients see it: they compare `reason` with constant names. */
export type Failure = { code: number; reason: string; detail?: string; appCode?: number; appMsg?: string };

/** What a client is told of an error. Unknown messages never leave the server. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppRefusal) {
    const { appCode, appMsg } = error;
    return { ...named(error.code, detailOf(error)), appCode, appMsg };
  }
  if (error instanceof ImError) return named(error.code, detailOf(error));
  if (error instanceof WhereError) return named(4310, error.message);
  if (error instanceof FieldOpsError) return named(4306, error.message);
  if (error instanceof ZodError) return named(restErrorCodes.general, error.issues[0]?.message);
  if (error instanceof StoreError) {
    if (error.code === "not-found") return named(4303);
    if (error.code === "invalid-query" || error.code === "query-too-expensive")
      return named(4310, error.message);
    if (error.code === "invalid-cursor") return named(restErrorCodes.general, error.message);
    if (error.code === "invalid-operation") return named(4306, error.message);
  }
  return named(4200);
}

/** Whether the error is the server's own fault and belongs in the log. */
export function isFatal(error: unknown): boolean {
  return failureOf(error).code === 4200;
}

function named(code: ErrorCode, detail?: string): Failure {
  const name = imErrorName(code);
  if (name === null) return { code, reason: detail || "Bad request." };
  return detail ? { code, reason: name, detail } : { code, reason: name };
}

/** An ImError's message is its name and detail; clients get the two apart. */
function detailOf(error: ImError): string | undefined {
  const name = imErrorName(error.code);
  if (name === null) return error.message;
  return error.message.startsWith(`${name}: `) ? error.message.slice(name.length + 2) : undefined;
}

/**
 * The answer to a command that failed: sends fail with an `ack`, a login that meets another device
 * with `session/closed`, everything else with `error` (JavaScript tries an expired token again only
 * then). Commands without a serial are never answered.
 */
export function presentFailure(command: Command, error: unknown): Outgoing | null {
  if (command.i === undefined) return null;
  // A conversation that went away under a send is no target; elsewhere it is simply not found.
  const isGone = error instanceof StoreError && error.code === "not-found" && command.cmd === "direct";
  const failure = failureOf(isGone ? new ImError(4401) : error);
  if (command.cmd === "direct") {
    const { code, reason, appCode, appMsg } = failure;
    const cid = command.directMessage?.cid;
    return { cmd: "ack", ackMessage: { code, reason, appCode, appMsg, cid } };
  }
  if (failure.code === 4111) {
    return {
      cmd: "session",
      op: "closed",
      sessionMessage: { code: failure.code, reason: failure.reason, detail: failure.detail },
    };
  }
  return { cmd: "error", errorMessage: failure };
}
