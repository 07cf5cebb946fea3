import "server-only";
import { kindOf } from "@/lib/console/conversations/kind-of";
import type { AppRow } from "@/lib/console/store/tables";
import type { Permission } from "@/lib/contracts/session";
import type { StoredKind } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { ApiFailure } from "./api-failure";

type OnConversation = {
  app: AppRow;
  upstream: LeanCloud;
  params: { conversationId: string };
  signal: AbortSignal | undefined;
};

/** The kind of the path's conversation. Throws `not_found`. */
export async function storedKind(call: OnConversation): Promise<StoredKind> {
  const kind = await kindOf(call.app, call.upstream, call.params.conversationId, call.signal);
  if (!kind) throw noConversation();
  return kind;
}

/** Throws `bad_request` unless the path's conversation is of one of these kinds. */
export async function requireKind<K extends StoredKind>(call: OnConversation, ...kinds: K[]): Promise<K> {
  const kind = await storedKind(call);
  const found = kinds.find((one) => one === kind);
  if (found) return found;
  throw new ApiFailure("bad_request", `This is not possible for a ${kind} conversation.`, { kind });
}

export function noConversation(): ApiFailure {
  return new ApiFailure("not_found", "There is no such conversation.");
}

/** For `authorise`: on a service conversation this permission is needed too. */
export function requireService(permission: Permission) {
  return async (call: OnConversation & { require(permission: Permission): void }): Promise<void> => {
    if ((await storedKind(call)) === "service") call.require(permission);
  };
}
