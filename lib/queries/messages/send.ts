import type { Changed } from "@/lib/contracts/common";
import type { SendMessage, SentMessage } from "@/lib/contracts/messages";
import { isApiError } from "../api-error";
import { conversationPath } from "../conversations/queries";
import { apiPost } from "../http";
import { newOperationId } from "../operation-id";
import { isOver } from "../operations/is-over";
import { isUncertain } from "../operations/is-uncertain";
import { settle, settleOperation } from "../operations/settle";
import type { Outbox, OutboxError, OutboxItem } from "./outbox";

/** The calls that sending needs; tests put their own. */
export interface SendCalls {
  post: (body: SendMessage, operationId: string, onUnknown: () => void) => Promise<SentMessage | null>;
  /** The outcome of an operation sent before; rejects with `not_found` when it never arrived. */
  lookUp: (operationId: string) => Promise<SentMessage | null>;
}

/** Calls to the console for one conversation. */
export function sendCalls(appId: string, conversationId: string): SendCalls {
  return {
    post: async (body, operationId, onUnknown) => {
      const changed = await apiPost<Changed<SentMessage>>(
        `${conversationPath(appId, conversationId)}/messages`,
        body,
        { operationId },
      );
      return (await settle(changed, { onUnknown })).result;
    },
    lookUp: async (operationId) => (await settleOperation<SentMessage>(operationId)).result,
  };
}

/**
 * Puts a message into the outbox and sends it; resolves when its outcome is known or has to wait. `after`: the newest
 * message that is known.
 */
export function sendNew(
  outbox: Outbox,
  calls: SendCalls,
  body: SendMessage,
  tab: string,
  after = 0,
): Promise<void> {
  const item: OutboxItem = {
    operationId: newOperationId(),
    body,
    createdAt: Date.now(),
    after,
    state: "sending",
    error: null,
    messageId: null,
    timestamp: null,
    tab,
  };
  outbox.put(item);
  return post(outbox, calls, item);
}

/**
 * Sends a failed message again. Where the first try may have arrived, the same operation is looked up and, if the
 * console never saw it, sent again under the same id; only after a certain failure does it get a new one.
 */
export async function sendAgain(
  outbox: Outbox,
  calls: SendCalls,
  item: OutboxItem,
  tab: string,
): Promise<void> {
  if (item.error?.mayHaveArrived) {
    outbox.update(item.operationId, { state: "unknown", tab });
    const outcome = await lookUp(outbox, calls, item);
    if (outcome !== "never-arrived") return;
    const again: OutboxItem = { ...item, state: "sending", error: null, tab };
    outbox.put(again);
    return post(outbox, calls, again);
  }
  outbox.remove(item.operationId);
  return sendNew(outbox, calls, item.body, tab, item.after);
}

/**
 * The history shows what seems to be a message that was not confirmed: its request was slower than the look for it.
 * What the operation tells counts.
 */
export async function confirmArrived(
  outbox: Outbox,
  calls: SendCalls,
  item: OutboxItem,
  tab: string,
): Promise<void> {
  outbox.update(item.operationId, { state: "unknown", tab });
  const outcome = await lookUp(outbox, calls, item);
  if (outcome === "never-arrived" && item.error) fail(outbox, item, item.error);
}

/** After a reload: finds out what became of the messages this tab (or a closed one) was sending. */
export async function resumeOutbox(
  outbox: Outbox,
  calls: SendCalls,
  tab: string,
  now = Date.now(),
): Promise<void> {
  const abandoned = outbox.items.filter(
    (item) =>
      (item.state === "sending" || item.state === "unknown") &&
      (item.tab === tab || now - item.createdAt > 120_000),
  );
  await Promise.all(
    abandoned.map(async (item) => {
      outbox.update(item.operationId, { state: "unknown", tab });
      if ((await lookUp(outbox, calls, item)) === "never-arrived") {
        fail(outbox, item, { code: "interrupted", message: "", mayHaveArrived: true });
      }
    }),
  );
}

async function post(outbox: Outbox, calls: SendCalls, item: OutboxItem): Promise<void> {
  try {
    const sent = await calls.post(item.body, item.operationId, () =>
      outbox.update(item.operationId, { state: "unknown" }),
    );
    confirm(outbox, item, sent);
  } catch (error) {
    if (!isUncertain(error)) return fail(outbox, item, toOutboxError(error, false));
    outbox.update(item.operationId, { state: "unknown" });
    if ((await lookUp(outbox, calls, item)) === "never-arrived") {
      fail(outbox, item, toOutboxError(error, true));
    }
  }
}

async function lookUp(
  outbox: Outbox,
  calls: SendCalls,
  item: OutboxItem,
): Promise<"known" | "never-arrived"> {
  try {
    confirm(outbox, item, await calls.lookUp(item.operationId));
  } catch (error) {
    if (isApiError(error, "not_found") && error.status === 404) return "never-arrived";
    fail(outbox, item, toOutboxError(error, !isOver(error)));
  }
  return "known";
}

function confirm(outbox: Outbox, item: OutboxItem, sent: SentMessage | null) {
  outbox.update(item.operationId, {
    state: "sent",
    error: null,
    messageId: sent?.messageId ?? null,
    timestamp: sent?.timestamp ?? Date.now(),
  });
}

function fail(outbox: Outbox, item: OutboxItem, error: OutboxError) {
  outbox.update(item.operationId, { state: "failed", error });
}

function toOutboxError(error: unknown, mayHaveArrived: boolean): OutboxError {
  if (isApiError(error)) {
    const { code, message, details, fault, requestId } = error;
    return { code, message, details, fault, requestId, mayHaveArrived };
  }
  return { code: "unknown", message: "", mayHaveArrived };
}
