import { z } from "zod";
import type { ImClient } from "@/lib/cli/im-client";
import { buildTextMessage } from "@/lib/protocol/message-builders";

const createdSchema = z.looseObject({ objectId: z.string() });
const sentSchema = z.looseObject({ "msg-id": z.string(), timestamp: z.number() });

export type Kind = "conversations" | "chatrooms" | "service-conversations";
export type Sent = { id: string; timestamp: number };

/** Creates a conversation over the 1.2 REST API; answers its id. */
export async function createConversation(
  im: ImClient,
  kind: Kind,
  row: Record<string, unknown>,
): Promise<string> {
  return createdSchema.parse(await im.request("POST", `/1.2/rtm/${kind}`, row)).objectId;
}

/** Sends a text message over the 1.2 REST API. */
export function sendText(im: ImClient, conversationId: string, from: string, text: string): Promise<Sent> {
  return sendData(im, conversationId, from, buildTextMessage(text));
}

/** Sends any message over the 1.2 REST API; `kind` is the conversation's. */
export async function sendData(
  im: ImClient,
  conversationId: string,
  from: string,
  data: string,
  kind: Kind = "conversations",
): Promise<Sent> {
  const reply = await im.request("POST", `/1.2/rtm/${kind}/${conversationId}/messages`, {
    from_client: from,
    message: data,
  });
  const sent = sentSchema.parse(reply);
  return { id: sent["msg-id"], timestamp: sent.timestamp };
}

/** What the IM server keeps of a conversation, newest first. */
export async function readHistory(im: ImClient, conversationId: string, kind: Kind = "conversations") {
  const rows = await im.request("GET", `/1.2/rtm/${kind}/${conversationId}/messages?limit=1000`);
  return z.array(z.looseObject({ data: z.string(), from: z.string(), timestamp: z.number() })).parse(rows);
}
