import type { QuotaPlan } from "@/lib/protocol/limits";
import type { Store } from "../store/interface";
import { type ChangeFeed, createChangeFeed } from "./changes/change-feed";
import { createPresenceLog, type PresenceLog } from "./changes/presence-log";
import { createRoomLog, type RoomLog } from "./changes/room-log";
import { createKindCache, type KindCache } from "./conversations/kind-cache";
import { type Crowd, createCrowd } from "./crowd";
import { createEvents, type ImEvents } from "./events";
import type { Presence } from "./presence";
import { createRateWindows, type RateWindows } from "./quotas/rate-windows";
import { createTokens, type Tokens } from "./sessions/tokens";
import { createSettings, type Settings } from "./settings/settings";

export type AppKeys = { appId: string; appKey: string; masterKey: string };

/** What every service works with; built once at start. */
export type ImContext = {
  keys: AppKeys;
  store: Store;
  presence: Presence;
  /** Null when REST rates are off. */
  quotas: QuotaPlan | null;
  kinds: KindCache;
  /** Through which questions come that were not asked with the master key. */
  crowd: Crowd;
  rates: RateWindows;
  /** What writes have changed, for whoever wants to hear of it. */
  events: ImEvents;
  /** The log of all changes, for whoever follows it. */
  changes: ChangeFeed;
  /** Where the gateway says who comes and goes. */
  presenceLog: PresenceLog;
  roomLog: RoomLog;
  settings: Settings;
  tokens: Tokens;
  now: () => number;
};

/** Builds the services' context around a store. */
export function createContext(input: {
  keys: AppKeys;
  store: Store;
  presence: Presence;
  quotas: QuotaPlan | null;
  now?: () => number;
}): ImContext {
  const { now = Date.now } = input;
  const changes = createChangeFeed(input.store);
  return {
    ...input,
    kinds: createKindCache(),
    crowd: createCrowd(),
    rates: createRateWindows(),
    events: createEvents(),
    changes,
    presenceLog: createPresenceLog(input.store, changes.closed),
    roomLog: createRoomLog({ store: input.store, presence: input.presence, now, stopped: changes.closed }),
    settings: createSettings(input.store),
    tokens: createTokens(input.keys),
    now,
  };
}
