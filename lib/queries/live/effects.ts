import { hashKey, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Conversation, ConversationList } from "@/lib/contracts/conversations";
import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import { broadcastKeys } from "../broadcasts/keys";
import { clientKeys } from "../clients/keys";
import { conversationKeys } from "../conversations/keys";
import { memberKeys } from "../members/keys";
import { cursorMessageId, cursorTime } from "../messages/history-window";
import { messageKeys } from "../messages/keys";
import { serviceKeys } from "../services/keys";
import { watchKeys } from "../watch-list/keys";
import { createCoalescer } from "./coalesce";
import { type PresenceChange, putPresence } from "./presence";
import { putWatchedPresence } from "./watched-presence";

/** Soon, for what a person looks at; calmly, for numbers beside it. */
const soon = 1_000;
const calmly = 5_000;

interface Cache {
  client: QueryClient;
  /** Has everything below a key, or that part of it, read again where it is shown; marks the rest as old. */
  renew: (key: QueryKey, everyMs: number, part?: keyof typeof parts) => void;
  presence: PresenceChange;
}
type Effects = {
  [Type in LiveEvent["type"]]: (
    appId: string,
    event: Extract<LiveEvent, { type: Type }>,
    cache: Cache,
  ) => void;
};

/**
 * What each kind of event does to what is on the page. Open histories read on by themselves (`history-sync`); here is
 * everything else.
 */
const effects: Effects = {
  messages(appId, { conversationId, newest }, { client, renew }) {
    setLastMessageAt(client, appId, conversationId, cursorTime(newest));
    renew(conversationKeys.pages(appId), soon);
    renew(conversationKeys.lastMessage(appId, conversationId), soon);
    renew(clientKeys.all(appId), calmly, "numbers");
  },
  "message-changed"(appId, { conversationId, at }, { client, renew }) {
    renew(conversationKeys.lastMessage(appId, conversationId), soon);
    const id = cursorMessageId(at);
    if (id !== null) renew(messageKeys.versions(appId, conversationId, id), soon);
    forgetHidden(client, appId, conversationId);
  },
  "message-deleted"(appId, { conversationId }, { client, renew }) {
    renew(conversationKeys.lastMessage(appId, conversationId), soon);
    forgetHidden(client, appId, conversationId);
  },
  conversation(appId, { conversationId, change }, { renew }) {
    renew(conversationKeys.pages(appId), soon);
    if (change !== "updated") renew(conversationKeys.counts(appId), calmly);
    if (change !== "created") renew(conversationKeys.detail(appId, conversationId), soon);
  },
  members(appId, { conversationId }, { renew }) {
    renew(conversationKeys.pages(appId), soon);
    renew(conversationKeys.detail(appId, conversationId), soon);
    renew(memberKeys.all(appId, conversationId), soon);
    renew(serviceKeys.all(appId, conversationId), calmly);
    renew(clientKeys.all(appId), calmly, "numbers");
    renew(clientKeys.restrictions(appId), soon);
  },
  room(appId, { conversationId }, { renew }) {
    renew(memberKeys.online(appId, conversationId), soon);
  },
  read(appId, { clientId }, { renew }) {
    renew(clientKeys.detail(appId, clientId), soon, "numbers");
  },
  presence(appId, { clientId, online }, { client, renew, presence }) {
    presence.online.set(clientId, online);
    const key = clientKeys.detail(appId, clientId);
    if (client.getQueryState(key)) renew(key, soon, "presence");
  },
  "presence-cleared"(appId, _event, { renew, presence }) {
    presence.isCleared = true;
    presence.online.clear();
    renew(["apps", appId, "members"], soon, "rooms");
  },
  broadcasts(appId, _event, { renew }) {
    renew(broadcastKeys.all(appId), soon);
  },
  activity() {},
};

/** Applies frames to the cache of a tab. */
export function createEffects(client: QueryClient) {
  const coalescer = createCoalescer();
  const renew: Cache["renew"] = (key, everyMs, part) =>
    // By its part, too: less of the same must not take the place of what waits.
    coalescer.run(`${part} ${hashKey(key)}`, everyMs, () =>
      client.invalidateQueries({
        queryKey: key,
        predicate: part && parts[part],
        // Out of sight nothing is read; looking at the page again renews what is old.
        refetchType: document.visibilityState === "hidden" ? "none" : "active",
      }),
    );
  return {
    apply({ appId, state, events }: LiveFrame): void {
      const cache: Cache = { client, renew, presence: { isCleared: false, online: new Map() } };
      if (state === "reset") for (const key of liveKeys(appId)) renew(key, soon, "whole");
      for (const event of events) applyEvent(appId, event, cache);
      const { isCleared, online } = cache.presence;
      if (isCleared || online.size > 0) {
        putPresence(client, appId, cache.presence);
        putWatchedPresence(client, appId, cache.presence);
      }
    },
    stop: coalescer.stop,
  };
}

function applyEvent<Type extends LiveEvent["type"]>(
  appId: string,
  event: Extract<LiveEvent, { type: Type }>,
  cache: Cache,
): void {
  effects[event.type as Type](appId, event, cache);
}

/** All that the stream keeps fresh. */
function liveKeys(appId: string): QueryKey[] {
  return [
    conversationKeys.all(appId),
    ["apps", appId, "members"],
    ["apps", appId, "services"],
    clientKeys.all(appId),
    broadcastKeys.all(appId),
    watchKeys.presence(appId),
  ];
}

/** Which of the queries below a key. */
const parts = {
  /** Lists that were scrolled through begin anew only when a person asks. */
  whole({ state }: Query): boolean {
    const data = state.data as { pages?: unknown[] } | undefined;
    return (data?.pages?.length ?? 1) <= 1;
  },
  /** Of a client: what it is and what waits for it, not the messages that are being read. */
  numbers: ({ queryKey }: Query) => queryKey[3] === "detail" && queryKey[5] !== "messages",
  /** Of a client: its sessions, and the summary that counts them. */
  presence: ({ queryKey }: Query) => queryKey.length === 5 || queryKey[5] === "sessions",
  /** Who is in a chat room. */
  rooms: ({ queryKey }: Query) => queryKey[4] === "online",
};

function setLastMessageAt(client: QueryClient, appId: string, id: string, at: number): void {
  const touch = <Row extends Conversation | undefined>(row: Row): Row =>
    row?.id === id && (row.lastMessageAt ?? 0) < at ? { ...row, lastMessageAt: at } : row;
  client.setQueryData<Conversation>(conversationKeys.detail(appId, id), touch);
  client.setQueriesData<ConversationList>({ queryKey: conversationKeys.pages(appId) }, (list) =>
    list?.conversations.some((row) => row !== touch(row))
      ? { ...list, conversations: list.conversations.map(touch) }
      : list,
  );
}

/** A history that nobody looks at is read anew when it is opened again. */
function forgetHidden(client: QueryClient, appId: string, conversationId: string): void {
  client.removeQueries({ queryKey: messageKeys.histories(appId, conversationId), type: "inactive" });
}
