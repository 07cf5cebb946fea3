import { limits } from "@/lib/protocol/limits";
import { messageBytes } from "@/lib/protocol/message-bytes";
import { badRequest, ImError } from "../errors";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What a message is made of, whoever sends it. */
export type MessageContent = { data: string; binary?: boolean; pushData?: unknown };

/** @throws ImError 4109 above 5 KB including push data; 1 when a binary message is not base64. */
export function checkMessage(content: MessageContent): void {
  const bytes = messageBytes(content);
  if (bytes > limits.messageBytes) {
    throw new ImError(4109, `${bytes} bytes, at most ${limits.messageBytes} are allowed.`);
  }
  if (content.binary && !BASE64.test(content.data)) throw badRequest("A binary message must be base64.");
}
