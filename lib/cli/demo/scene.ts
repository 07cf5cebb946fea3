import {
  buildCustomMessage,
  buildFileMessage,
  buildLocationMessage,
  buildTextMessage,
} from "@/lib/protocol/message-builders";

/** One message of a scene; `minutes` is the pause before it (some minutes when left out). */
export type Line = {
  from: string;
  data: string;
  minutes?: number;
  bin?: boolean;
  mentions?: string[];
  mentionAll?: boolean;
  /** Edited afterwards to these texts, one after the other. */
  edits?: string[];
  recalled?: boolean;
};

/** A conversation of the demo workspace; its last message was sent `hoursAgo`. */
export type Scene = {
  kind: "normal" | "chatroom" | "service";
  name?: string;
  creator?: string;
  members?: string[];
  attributes?: Record<string, unknown>;
  hoursAgo: number;
  lines: Line[];
};

type Options = Omit<Line, "from" | "data">;

/** A text message. */
export function say(from: string, text: string, options: Options = {}): Line {
  return { from, data: buildTextMessage(text), ...options };
}

/** A text message that mentions `clientIds`. */
export function mention(from: string, text: string, clientIds: string[], options: Options = {}): Line {
  return { from, data: buildTextMessage(text), mentions: clientIds, ...options };
}

type Picture = { width: number; height: number; size: number; caption?: string };

/** An image message. `url` is a path under the console's own demo files, or a whole address. */
export function showImage(
  from: string,
  url: string,
  { width, height, size, caption }: Picture,
  options: Options = {},
): Line {
  const format = url.split(".").at(-1);
  const file = { url, name: url.split("/").at(-1), size, metaData: { width, height, format } };
  return { from, data: buildFileMessage("image", file, { text: caption }), ...options };
}

/** An audio or video message. */
export function playMedia(
  from: string,
  kind: "audio" | "video",
  file: { url: string; size: number; duration: number; width?: number; height?: number },
  options: Options = {},
): Line {
  const { url, size, ...metaData } = file;
  const format = url.split(".").at(-1);
  const described = { url, size, name: url.split("/").at(-1), metaData: { ...metaData, format } };
  return { from, data: buildFileMessage(kind, described), ...options };
}

/** A file message. */
export function shareFile(
  from: string,
  url: string,
  size: number,
  text?: string,
  options: Options = {},
): Line {
  return {
    from,
    data: buildFileMessage("file", { url, size, name: url.split("/").at(-1) }, { text }),
    ...options,
  };
}

/** A location message. */
export function sharePlace(
  from: string,
  latitude: number,
  longitude: number,
  text: string,
  options: Options = {},
): Line {
  return { from, data: buildLocationMessage({ latitude, longitude }, { text }), ...options };
}

/** A message of an app's own type. */
export function sendCustom(from: string, type: number, body: Record<string, unknown>, text: string): Line {
  return { from, data: buildCustomMessage(type, body, { text }) };
}
