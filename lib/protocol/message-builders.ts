import { type FileMessageKind, messageTypes } from "./message-payload";

export type MessageExtras = { text?: string; attributes?: Record<string, unknown> };
export type NewMessageFile = {
  url: string;
  objectId?: string;
  name?: string;
  size?: number;
  /** Further entries of `metaData`: width, height, duration, format and the like. */
  metaData?: Record<string, unknown>;
};

/** The data of a text message (`_lctype` -1). */
export function buildTextMessage(text: string, attributes?: Record<string, unknown>): string {
  return build(messageTypes.text, {}, { text, attributes });
}

/** The data of an image, audio, video or file message. */
export function buildFileMessage(kind: FileMessageKind, file: NewMessageFile, extras: MessageExtras = {}) {
  const described = { name: file.name, size: file.size };
  const body =
    kind === "file"
      ? { url: file.url, objId: file.objectId, ...described, metaData: { ...described, ...file.metaData } }
      : { url: file.url, objId: file.objectId, metaData: { ...described, ...file.metaData } };
  return build(messageTypes[kind], { _lcfile: body }, extras);
}

/** The data of a location message (`_lctype` -5). */
export function buildLocationMessage(
  location: { longitude: number; latitude: number },
  extras: MessageExtras = {},
): string {
  return build(messageTypes.location, { _lcloc: location }, extras);
}

/** The data of an app's own type. Throws a RangeError unless `type` is a positive integer. */
export function buildCustomMessage(
  type: number,
  body: Record<string, unknown>,
  extras: MessageExtras = {},
): string {
  if (!Number.isInteger(type) || type <= 0) throw new RangeError("A custom type is a positive integer.");
  return build(type, body, extras);
}

/** What a recalled message's data becomes. */
export const recalledMessageData = JSON.stringify({ _lctype: messageTypes.recalled });

function build(type: number, body: Record<string, unknown>, extras: MessageExtras): string {
  return JSON.stringify({ ...body, _lctype: type, _lctext: extras.text, _lcattrs: extras.attributes });
}
