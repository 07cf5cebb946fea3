import { limits } from "@/lib/protocol/limits";
import { StoreError } from "../errors";

type Texts = readonly (string | null)[];

/**
 * Refuses a row whose texts, JSON among them, are longer than storage takes: whoever reads a page of rows reads them
 * all. One that is longer already may stay so, and shrink.
 * @throws StoreError invalid-operation
 */
export function requireStorable(texts: Texts, before: Texts = []): void {
  const bytes = bytesOf(texts);
  if (bytes <= limits.objectBytes || bytes <= bytesOf(before)) return;
  const most = `at most ${limits.objectBytes} are allowed`;
  throw new StoreError("invalid-operation", `The attributes take ${bytes} bytes, ${most}`);
}

function bytesOf(texts: Texts): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);
}
