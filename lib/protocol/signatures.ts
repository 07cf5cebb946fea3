/**
 * The texts that LeanCloud signs. Pure strings: the HMAC-SHA1 (key = master key) or MD5 over them
 * is made where node:crypto may be used. Source: LeanCloud's security guide and SDK sources.
 */

/** Client ids in code-unit order, joined with ":". */
export function sortedMembers(members: readonly string[]): string {
  return [...members].sort(compareCodeUnits).join(":");
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Nonce = { appId: string; clientId: string; timestamp: number; nonce: string };

/** session/open and session/refresh. */
export function loginSignatureText({ appId, clientId, timestamp, nonce }: Nonce): string {
  return [appId, clientId, "", timestamp, nonce].join(":");
}

/** conv/start. */
export function startSignatureText(input: Nonce & { members: readonly string[] }): string {
  const { appId, clientId, timestamp, nonce } = input;
  return [appId, clientId, sortedMembers(input.members), timestamp, nonce].join(":");
}

/** conv/add (`invite`, joining included) and conv/remove of others (`kick`). */
export function memberSignatureText(
  input: Nonce & { conversationId: string; members: readonly string[]; action: "invite" | "kick" },
): string {
  const { appId, clientId, conversationId, timestamp, nonce, action } = input;
  return [appId, clientId, conversationId, sortedMembers(input.members), timestamp, nonce, action].join(":");
}

/** Reading history by REST: the nonce stands before the timestamp. */
export function historySignatureText(input: Nonce & { conversationId: string }): string {
  return [input.appId, input.clientId, input.conversationId, input.nonce, input.timestamp].join(":");
}

/** A conversation's block list. */
export function conversationBlockSignatureText(
  input: Nonce & {
    conversationId: string;
    members: readonly string[];
    action: "conversation-block-clients" | "conversation-unblock-clients";
  },
): string {
  const { appId, clientId, conversationId, timestamp, nonce, action } = input;
  return [appId, clientId, conversationId, sortedMembers(input.members), timestamp, nonce, action].join(":");
}

/** A client's own block list of conversations. */
export function clientBlockSignatureText(
  input: Nonce & {
    conversationId: string;
    action: "client-block-conversations" | "client-unblock-conversations";
  },
): string {
  const { appId, clientId, conversationId, timestamp, nonce, action } = input;
  return [appId, clientId, conversationId, "", timestamp, nonce, action].join(":");
}

/** What the MD5 of `X-LC-Sign` is made of; `timestamp` is in milliseconds. */
export function requestSignText(timestamp: number, key: string): string {
  return `${timestamp}${key}`;
}

/** Reads `X-LC-Sign: md5,timestamp[,master]`; null when it has another form. */
export function parseRequestSign(
  header: string,
): { sign: string; timestamp: number; master: boolean } | null {
  const [sign, time, role, ...rest] = header.split(",").map((part) => part.trim());
  if (sign === undefined || time === undefined || rest.length > 0) return null;
  if (!/^[0-9a-f]{32}$/i.test(sign) || !/^\d{1,16}$/.test(time)) return null;
  if (role !== undefined && role !== "master") return null;
  return { sign: sign.toLowerCase(), timestamp: toMilliseconds(Number(time)), master: role === "master" };
}

/** Timestamps below 1e11 are seconds (older SDKs and samples). */
export function toMilliseconds(timestamp: number): number {
  return timestamp < 1e11 ? timestamp * 1000 : timestamp;
}

/** session/open and session/add of the JSON protocol: the peers to be watched are signed too. */
export function legacyLoginSignatureText(
  input: Nonce & { watched: readonly string[]; isSuper: boolean },
): string {
  const { appId, clientId, timestamp, nonce } = input;
  const parts = [appId, clientId, sortedMembers(input.watched), timestamp, nonce];
  return (input.isSuper ? [...parts, "su"] : parts).join(":");
}

/** Groups of the JSON protocol; the group's id is empty when it is being made. */
export function legacyGroupSignatureText(
  input: Nonce & { groupId: string; members: readonly string[]; action: "join" | "invite" | "kick" },
): string {
  const { appId, clientId, groupId, timestamp, nonce, action } = input;
  return [appId, clientId, groupId, sortedMembers(input.members), timestamp, nonce, action].join(":");
}
