import type { SessionEnd } from "@/lib/protocol/session-ends";
import type { LoginRow } from "../../store/trace-interface";
import type { Gateway } from "../gateway";
import type { Session } from "../session";
import { createBatch } from "./batch";

const ALIVE_INTERVAL = 60_000;

/** Keeps who logged in when, from where, and how it ended. */
export type LoginKeeper = {
  opened(session: Session): void;
  ended(session: Session, cause: SessionEnd): void;
  /** Resolves when everything so far has been written. */
  flush(): Promise<void>;
  /** Shows no further signs of life. */
  close(): void;
};

type Input = Pick<Gateway, "context" | "hub" | "log">;

export function createLoginKeeper({ context, hub, log }: Input): LoginKeeper {
  const batch = createBatch<LoginRow>({
    write: (rows) => context.store.putLogins(rows),
    onLost: (count, error) => log.error({ err: error, count }, "logins were not kept"),
  });
  const rowOf = (session: Session, end: Pick<LoginRow, "endedAt" | "cause">): LoginRow => ({
    run: hub.run,
    session: session.id,
    clientId: session.clientId,
    at: session.openedAt,
    tag: session.tag,
    deviceId: session.deviceId,
    protocol: session.link.protocol,
    userAgent: session.userAgent,
    address: session.link.remoteAddress,
    ...end,
  });
  // After a crash nothing else tells until when sessions were open.
  const alive = setInterval(() => {
    if (hub.presence.countOnline() === 0) return;
    context.store
      .noteAlive(context.now())
      .catch((error: unknown) => log.error({ err: error }, "no sign of life"));
  }, ALIVE_INTERVAL).unref();

  return {
    opened: (session) => void batch.add(rowOf(session, { endedAt: null, cause: null })),
    ended: (session, cause) => void batch.add(rowOf(session, { endedAt: context.now(), cause })),
    flush: () => batch.flush(),
    close: () => clearInterval(alive),
  };
}
