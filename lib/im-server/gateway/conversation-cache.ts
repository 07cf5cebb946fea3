import { BoundedMap } from "../services/bounded-map";
import type { ImEvent, ImEvents } from "../services/events";
import type { ConversationKind, ConversationRow, Store } from "../store/interface";

const CAPACITY = 5000;
const LIST_PAGE = 1;

/** What sending and fan-out must know of a conversation. */
export type KnownConversation = {
  row: ConversationRow;
  kind: ConversationKind;
  members: ReadonlySet<string>;
  /** Whether anybody is silenced there at all; only then each sender is looked up. */
  hasSilences: boolean;
  /** The same of blocks. */
  hasBlocks: boolean;
};

/**
 * The conversations in use, kept true by the services' events. A read that was overtaken by a write
 * is answered but not kept.
 */
export type ConversationCache = {
  /** Without waiting; undefined when it must be loaded. */
  peek(conversationId: string): KnownConversation | undefined;
  get(conversationId: string): Promise<KnownConversation | null>;
};

/** A cache over the store that listens to what changes. */
export function createConversationCache(store: Store, events: ImEvents): ConversationCache {
  const known = new BoundedMap<string, KnownConversation>(CAPACITY);
  const loading = new Map<string, { promise: Promise<KnownConversation | null> }>();

  function forget(conversationId: string): void {
    known.delete(conversationId);
    loading.delete(conversationId);
  }

  function replace(row: ConversationRow): void {
    loading.delete(row.objectId);
    const before = known.get(row.objectId);
    if (before) known.set(row.objectId, knownOf(row, before));
  }

  async function load(conversationId: string): Promise<KnownConversation | null> {
    const now = Date.now();
    const page = { limit: LIST_PAGE, next: null };
    const [row, permanent, temporary, blocks] = await Promise.all([
      store.getConversation(conversationId),
      store.getList("silences", conversationId, page, now),
      store.getList("temporary-silences", conversationId, page, now),
      store.getList("blocks", conversationId, page, now),
    ]);
    if (row === null) return null;
    return knownOf(row, {
      hasSilences: permanent.clientIds.length + temporary.clientIds.length > 0,
      hasBlocks: blocks.clientIds.length > 0,
    });
  }

  events.subscribe((event) => {
    if ("row" in event) replace(event.row);
    else if (changesList(event)) forget(event.conversationId);
  });

  return {
    peek: (conversationId) => known.get(conversationId),
    get(conversationId) {
      const hit = known.get(conversationId);
      if (hit) return Promise.resolve(hit);
      const running = loading.get(conversationId);
      if (running) return running.promise;
      const entry = { promise: load(conversationId) };
      loading.set(conversationId, entry);
      const finish = (conversation: KnownConversation | null) => {
        if (loading.get(conversationId) !== entry) return;
        loading.delete(conversationId);
        if (conversation) known.set(conversationId, conversation);
      };
      entry.promise.then(finish, () => finish(null));
      return entry.promise;
    },
  };
}

function changesList(event: ImEvent): event is ImEvent & { conversationId: string } {
  return (
    event.type === "conversation-deleted" ||
    event.type === "blocked" ||
    event.type === "unblocked" ||
    event.type === "silenced" ||
    event.type === "unsilenced" ||
    event.type === "silences-changed"
  );
}

function knownOf(
  row: ConversationRow,
  { hasSilences, hasBlocks }: Pick<KnownConversation, "hasSilences" | "hasBlocks">,
): KnownConversation {
  return { row, kind: row.kind, members: new Set(row.members), hasSilences, hasBlocks };
}
