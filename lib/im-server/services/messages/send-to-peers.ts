import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { ImContext } from "../context";
import { openPeerConversation } from "../conversations/open-peer-conversation";
import { badRequest } from "../errors";
import { checkMessage } from "./check-message";
import { type SendInput, type SentMessage, sendMessage } from "./send-message";

/**
 * Sends a message to single peers, as LeanCloud did before there were conversations: each lies in the
 * conversation of the two. Answers the last one.
 * @throws ImError 4109 too large, 1 no peers
 */
export async function sendToPeers(
  context: ImContext,
  { peers, ...message }: Omit<SendInput, "conversationId" | "kind"> & { peers: string[] },
): Promise<SentMessage> {
  checkMessage(message);
  let last: SentMessage | null = null;
  for (const peer of uniqueClientIds(peers)) {
    const conversationId = await openPeerConversation(context, message.from, peer);
    last = await sendMessage(context, { ...message, conversationId, kind: "normal" });
  }
  if (last === null) throw badRequest("conv_id or to_peers is required.");
  return last;
}
