import type { MessagePayload } from "@/lib/contracts/messages";

/** The words of a message that a person wrote; null where there are none. */
export function payloadText(payload: MessagePayload): string | null {
  switch (payload.kind) {
    case "text":
    case "plain":
      return payload.text;
    case "image":
    case "audio":
    case "video":
    case "file":
    case "location":
    case "custom":
      return payload.text || null;
    default:
      return null;
  }
}

/** What a message is about beside its words: a file's name, a place, a type, a size. */
export function payloadDetail(payload: MessagePayload, bytes: (size: number) => string): string | null {
  switch (payload.kind) {
    case "image":
    case "audio":
    case "video":
    case "file": {
      const { file } = payload;
      const measures =
        file.width !== null && file.height !== null
          ? `${file.width}×${file.height}`
          : file.duration !== null
            ? playTime(file.duration)
            : null;
      return [file.name, measures, file.size === null ? null : bytes(file.size)].filter(Boolean).join(" · ");
    }
    case "location":
      return `${payload.latitude.toFixed(5)}, ${payload.longitude.toFixed(5)}`;
    case "custom":
      return String(payload.type);
    case "binary":
      return bytes(payload.size);
    default:
      return null;
  }
}

const playTime = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
