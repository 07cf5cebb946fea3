import { conversationKinds } from "@/lib/protocol/conversation-row";
import type { ConversationKind, MessageRow } from "../../store/interface";
import { Push } from "../push";
import type { Outgoing, Wire } from "../wire/codec";

type Content = Pick<MessageRow, "data" | "binary" | "mentionAll" | "mentionClientIds">;

/** Text in `msg`, bytes in `binaryMsg`, mentions when there are any. */
function contentOf({ data, binary, mentionAll, mentionClientIds }: Content): Wire<"DirectCommand"> {
  return {
    ...(binary ? { binaryMsg: Buffer.from(data, "base64") } : { msg: data }),
    ...(mentionAll ? { mentionAll } : {}),
    ...(mentionClientIds.length > 0 ? { mentionPids: mentionClientIds } : {}),
  };
}

export type DirectInput = Content & {
  conversationId: string;
  kind: ConversationKind;
  messageId: string;
  from: string;
  timestamp: number;
  patchTimestamp?: number | null;
};

/** What marks transient and offline messages. */
type Extra = { transient?: true; offline?: true; hasMore?: true };

function directCommand(message: DirectInput, extra: Extra): Outgoing {
  return {
    cmd: "direct",
    directMessage: {
      ...contentOf(message),
      ...extra,
      cid: message.conversationId,
      id: message.messageId,
      fromPeerId: message.from,
      timestamp: message.timestamp,
      convType: conversationKinds[message.kind],
      ...(message.patchTimestamp ? { patchTimestamp: message.patchTimestamp } : {}),
    },
  };
}

/** A message on its way to a client. */
export function directPush(message: DirectInput, extra: Extra = {}): Push {
  return new Push(directCommand(message, extra));
}

/** A broadcast on its way to a client: a text of a service conversation that mentions nobody. */
export function broadcastPush(
  broadcast: Omit<DirectInput, "kind" | "binary" | "mentionAll" | "mentionClientIds">,
  extra: { transient?: true; offline?: true } = {},
): Push {
  const message: DirectInput = {
    ...broadcast,
    kind: "service",
    binary: false,
    mentionAll: false,
    mentionClientIds: [],
  };
  return new Push(directCommand(message, extra), extra.transient ? null : broadcast.timestamp);
}

/** One edited or recalled message. `code` tells that the server changed it: 4408 for the word filter. */
export function patchItem(
  message: MessageRow,
  change: { code?: number; reason?: string } = {},
): Wire<"PatchItem"> {
  const { msg, ...content } = contentOf(message);
  return {
    ...content,
    ...(msg === undefined ? {} : { data: msg }),
    cid: message.conversationId,
    mid: message.messageId,
    timestamp: message.timestamp,
    recall: message.recalled,
    patchTimestamp: message.patchTimestamp ?? message.timestamp,
    from: message.from,
    ...(change.code === undefined ? {} : { patchCode: change.code, patchReason: change.reason }),
  };
}

/** Edits and recalls. */
export function patchPush(patches: Wire<"PatchItem">[], now: number): Push {
  return new Push({
    cmd: "patch",
    op: "modify",
    serverTs: now,
    patchMessage: { patches, lastPatchTime: Math.max(...patches.map((item) => item.patchTimestamp ?? 0)) },
  });
}
