import { BoundedMap } from "../services/bounded-map";
import type { SentMessage } from "../services/messages/send-message";

const CAPACITY = 20_000;

/**
 * What became of the latest messages that are kept nowhere else (transient ones, and those of temporary
 * conversations): a client that did not see the answer sends the same message again, and gets the same
 * answer. Of all others the store knows.
 */
export type SentMessages = {
  /** The earlier outcome, or that of `send`, which a failure lets happen again. */
  once(place: SendPlace, send: () => Promise<SentMessage>): Promise<SentMessage>;
};

/** Who sends where, and the sender's own id of the message, if it has one. */
export type SendPlace = { clientId: string; conversationId: string; token: string | undefined };

/** Remembers a bounded number of sends, the oldest going first. */
export function createSentMessages(capacity = CAPACITY): SentMessages {
  const outcomes = new BoundedMap<string, Promise<SentMessage>>(capacity);
  return {
    once({ clientId, conversationId, token }, send) {
      if (token === undefined) return send();
      const key = JSON.stringify([clientId, conversationId, token]);
      const known = outcomes.get(key);
      if (known) return known;
      const outcome = send();
      outcomes.set(key, outcome);
      outcome.catch(() => outcomes.delete(key));
      return outcome;
    },
  };
}
