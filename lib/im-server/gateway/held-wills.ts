import type { Session, WillMessage } from "./session";

type Held = { session: Session; will: WillMessage; timer: NodeJS.Timeout };

/** The wills of clients that were asked to come anew: they are not lost unless they stay away. */
export type HeldWills = {
  /** Sends the will of a session that has ended, unless its client comes back first. */
  hold(session: Session, will: WillMessage, send: () => void): void;
  /** The will that a client's next session goes on with; null when none of its sessions left one. */
  take(clientId: string, isFormer: (session: Session) => boolean): WillMessage | null;
};

/** Holds wills for so many milliseconds. */
export function createHeldWills(patience: number): HeldWills {
  const held = new Map<string, Held[]>();

  function forget({ clientId }: Session, entry: Held): void {
    const rest = (held.get(clientId) ?? []).filter((other) => other !== entry);
    if (rest.length > 0) held.set(clientId, rest);
    else held.delete(clientId);
  }

  return {
    hold(session, will, send) {
      const timer = setTimeout(() => {
        forget(session, entry);
        send();
      }, patience).unref();
      const entry: Held = { session, will, timer };
      held.set(session.clientId, [...(held.get(session.clientId) ?? []), entry]);
    },
    take(clientId, isFormer) {
      const entry = held.get(clientId)?.find(({ session }) => isFormer(session));
      if (entry === undefined) return null;
      clearTimeout(entry.timer);
      forget(entry.session, entry);
      return entry.will;
    },
  };
}
