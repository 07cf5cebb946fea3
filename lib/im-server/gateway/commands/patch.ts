import { imErrorNames } from "@/lib/protocol/error-codes";
import { ImError } from "../../services/errors";
import { editMessage } from "../../services/messages/edit-message";
import { recallMessage } from "../../services/messages/recall-message";
import type { Gateway } from "../gateway";
import { askApp } from "../hooks/refusal";
import type { Session } from "../session";
import type { Wire } from "../wire/codec";
import { filterWords } from "../word-filter";
import type { Handler } from "./answer";
import { requireSpeaker, requireStill } from "./may-send";
import { mentionsOf } from "./mentions";

const MAX_PATCHES = 20;

/**
 * Edits and recalls a client's own messages.
 * @throws ImError 4406 and 4407 switched off, 4404 no such message, 4403 another's, 4405 recalled, and of edits
 *   those of who may not speak
 */
export const modifyMessages: Handler = async ({ gateway, session, command }) => {
  const patches = command.patchMessage?.patches ?? [];
  if (command.op !== "modify" || patches.length === 0) throw new ImError(1, "Nothing to modify.");
  let lastPatchTime = 0;
  for (const patch of patches.slice(0, MAX_PATCHES)) {
    lastPatchTime = Math.max(lastPatchTime, await modifyOne(gateway, session, patch));
  }
  return { cmd: "patch", op: "modified", patchMessage: { lastPatchTime } };
};

async function modifyOne(gateway: Gateway, session: Session, patch: Wire<"PatchItem">): Promise<number> {
  const { context } = gateway;
  const { features } = context.settings.current;
  const { cid, mid } = patch;
  if (cid === undefined || mid === undefined) throw new ImError(4404);
  if (patch.recall && !features.recall) throw new ImError(4407);
  if (!patch.recall && !features.edit) throw new ImError(4406);
  const conversation = await gateway.conversations.get(cid);
  if (conversation === null) throw new ImError(4303);
  const box =
    conversation.kind === "service"
      ? { conversationId: cid, clientId: session.clientId }
      : { conversationId: cid };
  const { store } = context;
  const exact =
    patch.timestamp === undefined
      ? null
      : await store.getMessage({ box, messageId: mid, timestamp: patch.timestamp });
  const found = exact ?? (await store.findRecentMessage(box, mid));
  if (found === null) throw new ImError(4404);
  if (found.from !== session.clientId) throw new ImError(4403);
  // Editing is speaking; taking something back is not.
  if (!patch.recall) await requireSpeaker(gateway, session, cid, conversation);
  const change = await changeOf(gateway, session, patch, found.data);
  if (!patch.recall) await requireStill(gateway, session, cid, conversation);
  const target = {
    box,
    messageId: mid,
    timestamp: found.timestamp,
    from: session.clientId,
    actor: { clientId: session.clientId, sessionId: session.id },
  };
  const row = patch.recall
    ? await recallMessage(context, target)
    : await editMessage(context, {
        ...target,
        ...change,
        mentionAll: patch.mentionAll,
        mentionClientIds: patch.mentionPids && mentionsOf(patch.mentionPids),
      });
  return row.patchTimestamp ?? context.now();
}

/** The new text after the word filter and the app's own say. @throws AppRefusal 4405 */
async function changeOf(gateway: Gateway, session: Session, patch: Wire<"PatchItem">, oldContent: string) {
  const binary = patch.binaryMsg !== undefined;
  const given = binary ? Buffer.from(patch.binaryMsg ?? []).toString("base64") : (patch.data ?? "");
  const { wordFilter } = gateway.context.settings.current;
  const filtered = binary || patch.recall ? null : filterWords(wordFilter, given);
  const params = {
    fromPeer: session.clientId,
    convId: patch.cid,
    msgId: patch.mid,
    timestamp: patch.timestamp,
    recall: patch.recall ?? false,
    bin: binary,
    oldContent,
    newContent: filtered ?? given,
  };
  const answer = await askApp(gateway, "_messageUpdate", params, 4405);
  const data = typeof answer?.content === "string" ? answer.content : (filtered ?? given);
  return { data, binary, ...(filtered === null ? {} : { code: 4408, reason: imErrorNames[4408] }) };
}
