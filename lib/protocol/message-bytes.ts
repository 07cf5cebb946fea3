import { limits } from "./limits";

/** The length of `text` in UTF-8; a lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
    } else if (isPair(text, index, unit)) {
      bytes += 2;
      index += 1;
    } else {
      bytes += 2;
    }
  }
  return bytes;
}

function isPair(text: string, index: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(index + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

/** The number of bytes that base64 `data` stands for. */
export function base64Length(data: string): number {
  const padding = data.endsWith("==") ? 2 : data.endsWith("=") ? 1 : 0;
  return Math.floor((data.length * 3) / 4) - padding;
}

/**
 * What a message counts against the limit of 5 KB: its text in UTF-8 (binary: its bytes) plus its
 * push data (a string as it is, anything else as JSON).
 */
export function messageBytes(message: { data: string; binary?: boolean; pushData?: unknown }): number {
  const body = message.binary ? base64Length(message.data) : utf8Length(message.data);
  return body + pushDataBytes(message.pushData);
}

function pushDataBytes(pushData: unknown): number {
  if (pushData === undefined || pushData === null) return 0;
  if (typeof pushData === "string") return utf8Length(pushData);
  return utf8Length(JSON.stringify(pushData) ?? "");
}

/** Whether the message may be sent (LeanCloud: at most 5 KB including push data). */
export function isMessageWithinLimit(message: {
  data: string;
  binary?: boolean;
  pushData?: unknown;
}): boolean {
  return messageBytes(message) <= limits.messageBytes;
}
