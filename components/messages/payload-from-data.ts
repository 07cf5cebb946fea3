import type { MessageFile, MessagePayload } from "@/lib/contracts/messages";

const fileKinds = { [-2]: "image", [-3]: "audio", [-4]: "video", [-6]: "file" } as const;

/**
 * What a body that has not been to the server yet will look like: for messages on their way and previews. Follows
 * LeanCloud's rich message format; the server's own reading replaces it as soon as it is known.
 */
export function payloadFromData(data: string): MessagePayload {
  const body = parseObject(data);
  if (!body || typeof body._lctype !== "number") return { kind: "plain", text: data };
  const text = typeof body._lctext === "string" ? body._lctext : null;
  const attributes = isObject(body._lcattrs) ? body._lcattrs : null;
  const type = body._lctype;
  if (type === -1) return { kind: "text", text: text ?? "", attributes };
  if (type === -127) return { kind: "recalled" };
  if (type === -5 && isObject(body._lcloc)) {
    const { latitude, longitude } = body._lcloc;
    if (typeof latitude === "number" && typeof longitude === "number") {
      return { kind: "location", text, latitude, longitude, attributes };
    }
  }
  if ((type === -2 || type === -3 || type === -4 || type === -6) && isObject(body._lcfile)) {
    const file = readFile(body._lcfile);
    if (file) return { kind: fileKinds[type], text, file, attributes };
  }
  return type > 0 ? { kind: "custom", type, text, body } : { kind: "plain", text: data };
}

function readFile(file: Record<string, unknown>): MessageFile | null {
  if (typeof file.url !== "string" || file.url === "") return null;
  const meta = isObject(file.metaData) ? file.metaData : {};
  return {
    url: file.url,
    objectId: asText(file.objId),
    name: asText(meta.name) ?? asText(file.name),
    size: asNumber(meta.size) ?? asNumber(file.size),
    format: asText(meta.format),
    width: asNumber(meta.width),
    height: asNumber(meta.height),
    duration: asNumber(meta.duration),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const asText = (value: unknown) => (typeof value === "string" ? value : null);
const asNumber = (value: unknown) => (typeof value === "number" ? value : null);
