import type { Message } from "@/lib/contracts/messages";
import { apiGet } from "../http";

type LastMessages = { messages: Record<string, Message | null> };
interface Waiting {
  resolve: (message: Message | null) => void;
  reject: (error: unknown) => void;
}

const maxIds = 50;
const waitMs = 40;

/**
 * Gathers single requests that come within a moment into one call of at most 50 ids. Rows ask for their own last
 * message as they come into view; this keeps that to a few calls a screen.
 */
export function createBatcher(fetchMany: (ids: string[]) => Promise<LastMessages>, delay = waitMs) {
  let queue = new Map<string, Waiting[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = queue;
    queue = new Map();
    if (batch.size === 0) return;
    fetchMany([...batch.keys()]).then(
      ({ messages }) => {
        for (const [id, waiting] of batch) for (const one of waiting) one.resolve(messages[id] ?? null);
      },
      (error: unknown) => {
        for (const waiting of batch.values()) for (const one of waiting) one.reject(error);
      },
    );
  };

  return (id: string): Promise<Message | null> =>
    new Promise((resolve, reject) => {
      queue.set(id, [...(queue.get(id) ?? []), { resolve, reject }]);
      if (queue.size >= maxIds) flush();
      else timer ??= setTimeout(flush, delay);
    });
}

const batchers = new Map<string, (id: string) => Promise<Message | null>>();

/** The last message of one conversation, fetched together with its neighbours'. */
export function fetchLastMessage(appId: string, id: string): Promise<Message | null> {
  let batcher = batchers.get(appId);
  if (!batcher) {
    batcher = createBatcher((ids) =>
      apiGet<LastMessages>(`/api/apps/${encodeURIComponent(appId)}/conversations/last-messages`, {
        query: { ids: ids.join(",") },
      }),
    );
    batchers.set(appId, batcher);
  }
  return batcher(id);
}
