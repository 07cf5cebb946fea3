import type { UnreadCount } from "../store/gateway-interface";
import type { ConversationKind, ConversationRow, Initiator, MessageRow } from "../store/interface";

/** Who caused an event: a client through one of its sessions, or the master key (both null). */
export type Actor = { clientId: string | null; sessionId: number | null };

/** The master key, through REST or the server itself. */
export const masterActor: Actor = { clientId: null, sessionId: null };

/** What clients see as the initiator: nobody, of what the master key did. */
export function initiatorOf({ clientId }: Actor): Initiator {
  return clientId ?? "";
}

/** A message on its way to clients; `box` tells a service conversation's private history. */
export type SentEvent = {
  type: "message";
  actor: Actor;
  conversationId: string;
  kind: ConversationKind;
  messageId: string;
  from: string;
  /** UTF-8 text, or base64 when `binary`. */
  data: string;
  binary: boolean;
  timestamp: number;
  mentionAll: boolean;
  mentionClientIds: string[];
  /** Not kept: reaches only who is connected. */
  transient: boolean;
  /** Exactly these clients; null for everyone the conversation has. */
  to: string[] | null;
  /** The sender wants to hear of delivery. */
  receipt: boolean;
  /** The sender's other sessions do not get it. */
  noSync: boolean;
  /** 1 high, 2 normal, 3 low: chat rooms drop low ones first. */
  priority: number | null;
  pushData: unknown | null;
};

type ConversationEvent = { actor: Actor; row: ConversationRow };

/** What a write changed, told after the store has committed it. */
export type ImEvent =
  | SentEvent
  | {
      type: "broadcast";
      conversationId: string;
      messageId: string;
      from: string;
      data: string;
      timestamp: number;
      transient: boolean;
      validTill: number;
    }
  | {
      type: "message-patched";
      actor: Actor;
      message: MessageRow;
      kind: ConversationKind;
      /** Set when the server itself changed the message: 4408 for the word filter. */
      code?: number;
      reason?: string;
    }
  | { type: "message-deleted"; conversationId: string; messageId: string; timestamp: number }
  | ({ type: "conversation-created" } & ConversationEvent)
  | ({ type: "conversation-updated"; changed: string[] } & ConversationEvent)
  | { type: "conversation-deleted"; conversationId: string }
  | ({ type: "members-added"; clientIds: string[] } & ConversationEvent)
  | ({ type: "members-removed"; clientIds: string[] } & ConversationEvent)
  | {
      type: "blocked" | "unblocked" | "silenced" | "unsilenced";
      actor: Actor;
      conversationId: string;
      clientIds: string[];
      at: number;
    }
  | {
      type: "role-changed";
      actor: Actor;
      conversationId: string;
      clientId: string;
      role: string;
      infoId: string;
      at: number;
    }
  /** Temporary silences: clients are not told. */
  | { type: "silences-changed"; conversationId: string }
  | { type: "subscribed" | "unsubscribed"; conversationId: string; clientId: string }
  | {
      type: "read";
      actor: Actor;
      clientId: string;
      conversationId: string;
      readAt: number;
      /** What the client has not read yet. */
      left?: UnreadCount;
    };

export type ImEventOf<T extends ImEvent["type"]> = Extract<ImEvent, { type: T }>;
export type ImEventListener = (event: ImEvent) => void;

/** Where services say what they have changed; listeners must not throw and must not block. */
export type ImEvents = {
  emit(event: ImEvent): void;
  /** Answers how to stop listening. */
  subscribe(listener: ImEventListener): () => void;
};

/** A bus that calls its listeners at once, in the order of subscribing. */
export function createEvents(): ImEvents {
  const listeners = new Set<ImEventListener>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
