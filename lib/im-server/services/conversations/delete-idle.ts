import type { ImContext } from "../context";
import { deleteConversation } from "./delete-conversation";

const PAGE = 500;
const HOUR = 3_600_000;

/** What deletes idle conversations; `close` stops it. */
export type IdleSweep = { close(): void };

/**
 * Deletes normal conversations and chat rooms in which nothing was written and nothing changed for `age`
 * milliseconds, and nobody was in the room: looks through all of them at the start and once an hour, some at a time.
 */
export function deleteIdle(context: ImContext, age: number, onError: (error: unknown) => void): IdleSweep {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    const idleSince = context.now() - age;
    for (let after: string | null = null; !isClosed; ) {
      const page: Awaited<ReturnType<typeof context.store.getIdleConversations>> =
        await context.store.getIdleConversations(idleSince, { limit: PAGE, after });
      for (const id of page.conversationIds) {
        const isDeserted = context.presence.countInRoom(id) === 0;
        if (!isClosed && isDeserted) await deleteConversation(context, id, idleSince);
      }
      if (page.next === null) return;
      after = page.next;
    }
  }

  async function run(): Promise<void> {
    await look().catch((error: unknown) => {
      if (!isClosed) onError(error);
    });
    if (!isClosed) timer = setTimeout(run, HOUR).unref();
  }

  void run();
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
