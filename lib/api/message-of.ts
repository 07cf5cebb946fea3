import "server-only";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { evidenceOf, findMessage } from "@/lib/console/messages/find-message";
import type { MessageRef } from "@/lib/contracts/messages";
import type { MessageKey } from "@/lib/leancloud/messages";
import type { Call } from "./call";
import { storedKind } from "./conversation-place";

type OnMessage = Call<{ appId: string; conversationId: string; messageId: string }>;
type Place = Pick<MessageRef, "client">;

/**
 * For `authorise`: what a service conversation told all its subscribers, or everyone, belongs to
 * those who manage broadcasts; what it told one client is a message like any other.
 */
export async function requireForAll(
  call: Pick<OnMessage, "app" | "upstream" | "params" | "signal" | "require">,
  { client }: Place,
): Promise<void> {
  if (client === undefined && (await storedKind(call)) === "service") call.require("broadcast.manage");
}

/** The message that the path and `ref` name, for a change of it; what it said before goes to the audit. */
export async function messageOf(
  call: Pick<
    OnMessage,
    "app" | "context" | "upstream" | "params" | "signal" | "operationId" | "require" | "note"
  >,
  ref: { from: string; timestamp: number } & Place,
): Promise<MessageKey> {
  const kind = await storedKind(call);
  const { conversationId, messageId } = call.params;
  const { from, timestamp, client: clientId } = ref;
  const place = { scope: "conversation", kind, id: conversationId, clientId } as const;
  const found = await findMessage(call.upstream, place, { messageId, timestamp });
  // A broadcast lies in no client's history, and would be found by its id all the same.
  if (kind === "service" && !found) call.require("broadcast.manage");
  call.note({ before: evidenceOf(found) });
  const isKept = (await currentCapabilities(call.context, call.app)).includes("changers");
  const operationId = isKept ? (call.operationId ?? undefined) : undefined;
  return { kind, conversationId, messageId, from, timestamp, clientId, operationId };
}
