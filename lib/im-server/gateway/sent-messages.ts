import type { SentMessage } from "../services/messages/send-message";

const CAPACITY = 20_000;

/**
 * What became of the latest sends that carried an id of the client's own (`dt`): a client that did not
 * see the answer sends the same message again, and gets the same answer.
 */
export type SentMessages = {
  /** The earlier outcome, or that of `send`, which a failure lets happen again. */
  once(clientId: string, id: string | undefined, send: () => Promise<SentMessage>): Promise<SentMessage>;
};

/** Remembers a bounded number of sends, the oldest going first. */
export function createSentMessages(capacity = CAPACITY): SentMessages {
  const outcomes = new Map<string, Promise<SentMessage>>();
  return {
    once(clientId, id, send) {
      if (id === undefined || id === "") return send();
      const key = `${clientId}\n${id}`;
      const known = outcomes.get(key);
      if (known) return known;
      const outcome = send();
      outcomes.set(key, outcome);
      if (outcomes.size > capacity) {
        const [oldest] = outcomes.keys();
        if (oldest !== undefined) outcomes.delete(oldest);
      }
      outcome.catch(() => outcomes.delete(key));
      return outcome;
    },
  };
}
