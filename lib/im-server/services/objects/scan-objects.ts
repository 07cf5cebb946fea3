import { limits } from "@/lib/protocol/limits";
import type { Where } from "@/lib/protocol/where";
import type { ObjectRow } from "../../store/interface";
import type { ImContext } from "../context";

/** Every matching object of a plain class in id order, a page at a time; `next` is null at the end. */
export function scanObjects(
  context: ImContext,
  className: string,
  scan: { where: Where; limit?: number; after: string | null },
): Promise<{ rows: ObjectRow[]; next: string | null }> {
  const limit = Math.min(Math.max(scan.limit ?? limits.queryLimit, 1), limits.queryLimitMax);
  return context.store.scanObjects(className, { ...scan, limit });
}
