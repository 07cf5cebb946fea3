import type { ConversationKind } from "../../store/interface";
import { BoundedMap } from "../bounded-map";

const CAPACITY = 20_000;

/**
 * The kinds of conversations seen lately. A kind never changes, so an entry holds until the
 * conversation is deleted; sending then needs no read of the row.
 */
export type KindCache = {
  get(conversationId: string): ConversationKind | undefined;
  set(conversationId: string, kind: ConversationKind): void;
  delete(conversationId: string): void;
};

/** An empty cache that drops the entry used longest ago. */
export function createKindCache(capacity = CAPACITY): KindCache {
  const kinds = new BoundedMap<string, ConversationKind>(capacity);
  return {
    get(conversationId) {
      const kind = kinds.get(conversationId);
      if (kind !== undefined) kinds.set(conversationId, kind);
      return kind;
    },
    set(conversationId, kind) {
      kinds.set(conversationId, kind);
    },
    delete(conversationId) {
      kinds.delete(conversationId);
    },
  };
}
