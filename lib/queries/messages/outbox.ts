import type { SendMessage } from "@/lib/contracts/messages";
import type { ApiFault } from "../api-error";

/**
 * What a person has sent and the history does not show yet. Kept in the browser so that a reload, a crash or a lost
 * connection loses nothing: what was under way is looked up by its operation when the page opens again.
 */
export interface OutboxItem {
  operationId: string;
  body: SendMessage;
  createdAt: number;
  /** The newest message that was known then, by the server's clock: ms. */
  after: number;
  /** `unknown`: it left, and whether it arrived is being checked. */
  state: "sending" | "unknown" | "failed" | "sent";
  error: OutboxError | null;
  messageId: string | null;
  timestamp: number | null;
  /** The tab that sends it; others leave it alone. */
  tab: string;
}
export interface OutboxError {
  code: string;
  message: string;
  /** It is still possible that it arrived: only the same operation may be sent again. */
  mayHaveArrived: boolean;
  details?: unknown;
  fault?: ApiFault;
  requestId?: string;
}

export interface Outbox {
  items: readonly OutboxItem[];
  subscribe: (listener: () => void) => () => void;
  put: (item: OutboxItem) => void;
  update: (operationId: string, change: Partial<OutboxItem>) => void;
  remove: (operationId: string) => void;
}

const none: readonly OutboxItem[] = [];
const outboxes = new Map<string, Outbox>();

/** The outbox of one conversation (of a service: to one client); the same object for everyone on the page. */
export function getOutbox(appId: string, conversationId: string, toClient: string | null): Outbox {
  const line = toClient === null ? conversationId : `${conversationId}:${toClient}`;
  const key = `parley:outbox:${appId}:${line}`;
  let outbox = outboxes.get(key);
  if (!outbox) {
    outbox = createOutbox(key, typeof window === "undefined" ? undefined : window.localStorage);
    outboxes.set(key, outbox);
  }
  return outbox;
}

/** Makes an outbox over a storage; a full or forbidden storage only costs the memory of it. */
export function createOutbox(
  key: string,
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined,
): Outbox {
  const listeners = new Set<() => void>();
  let items = load(key, storage);
  const change = (next: readonly OutboxItem[]) => {
    items = next.length === 0 ? none : next;
    try {
      if (items.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(items));
    } catch {
      // Private windows and full storages refuse; the list in memory still stands.
    }
    for (const listener of listeners) listener();
  };
  return {
    get items() {
      return items;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put(item) {
      change([...items.filter((one) => one.operationId !== item.operationId), item]);
    },
    update(operationId, patch) {
      change(items.map((one) => (one.operationId === operationId ? { ...one, ...patch } : one)));
    },
    remove(operationId) {
      if (items.some((one) => one.operationId === operationId)) {
        change(items.filter((one) => one.operationId !== operationId));
      }
    },
  };
}

function load(key: string, storage: Pick<Storage, "getItem"> | undefined): readonly OutboxItem[] {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(parsed) && parsed.length > 0 ? parsed.filter(isItem) : none;
  } catch {
    return none;
  }
}

function isItem(value: unknown): value is OutboxItem {
  if (typeof value !== "object" || value === null) return false;
  const item = value as Partial<OutboxItem>;
  return (
    typeof item.operationId === "string" &&
    typeof item.createdAt === "number" &&
    typeof item.body?.data === "string" &&
    typeof item.body.from === "string" &&
    ["sending", "unknown", "failed", "sent"].includes(item.state ?? "")
  );
}
