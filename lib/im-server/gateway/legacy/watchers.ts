import type { Session } from "../session";

/** Which sessions want to hear when a client comes and goes. */
export type Watchers = {
  add(session: Session, clientIds: readonly string[]): void;
  remove(session: Session, clientIds: readonly string[]): void;
  /** Forgets everything the session watched. */
  drop(session: Session): void;
  of(clientId: string): Iterable<Session>;
};

/** Most clients that one session may watch. */
const MAX_WATCHED = 1000;

export function createWatchers(): Watchers {
  const watching = new Map<string, Set<Session>>();
  const watchedBy = new Map<Session, Set<string>>();

  function remove(session: Session, clientIds: Iterable<string>): void {
    for (const clientId of clientIds) {
      watchedBy.get(session)?.delete(clientId);
      const sessions = watching.get(clientId);
      sessions?.delete(session);
      if (sessions?.size === 0) watching.delete(clientId);
    }
  }

  return {
    add(session, clientIds) {
      const watched = watchedBy.get(session) ?? new Set();
      watchedBy.set(session, watched);
      for (const clientId of clientIds) {
        if (watched.size >= MAX_WATCHED) return;
        watched.add(clientId);
        const sessions = watching.get(clientId);
        if (sessions) sessions.add(session);
        else watching.set(clientId, new Set([session]));
      }
    },
    remove,
    drop(session) {
      remove(session, [...(watchedBy.get(session) ?? [])]);
      watchedBy.delete(session);
    },
    of: (clientId) => watching.get(clientId) ?? [],
  };
}
