import type { MessageKey } from "../../store/interface";
import type { MessageChange } from "../../store/version-interface";
import type { ImContext } from "../context";

/** How each of these messages was changed last, in their order; null for one that never was. */
export function getLastChanges(context: ImContext, keys: MessageKey[]): Promise<(MessageChange | null)[]> {
  return context.store.getLastChanges(keys);
}
