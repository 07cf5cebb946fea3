import type { ImContext } from "../services/context";
import { type ClientRates, createClientRates } from "./client-rates";
import { type ConversationCache, createConversationCache } from "./conversation-cache";
import { createHeldWills, type HeldWills } from "./held-wills";
import { type AppCalls, createAppCalls, tellApp } from "./hooks/tell-app";
import type { Hub } from "./hub";
import { createWatchers, type Watchers } from "./legacy/watchers";
import { defaultOptions, type GatewayOptions } from "./options";
import { deliverEvents } from "./push/deliver";
import { tellPresence } from "./push/presence";
import { createSentMessages, type SentMessages } from "./sent-messages";
import { createLoginKeeper, type LoginKeeper } from "./trace/logins";
import { createTracer, type Tracer } from "./trace/tracer";

/** What every connection and command works with; built once at start. */
export type Gateway = {
  context: ImContext;
  hub: Hub;
  options: GatewayOptions;
  conversations: ConversationCache;
  rates: ClientRates;
  sent: SentMessages;
  watchers: Watchers;
  wills: HeldWills;
  connections: Set<OpenConnection>;
  logins: LoginKeeper;
  tracer: Tracer;
  appCalls: AppCalls;
  answerSubQueries: SubQueries;
  /** The server is being stopped: that is why sessions end. */
  isStopping: boolean;
  log: GatewayLog;
};

/** What the gateway itself does with a connection of any dialect. */
export type OpenConnection = {
  readonly isLoggedIn: boolean;
  /** Since when nobody is logged in. */
  readonly idleSince: number;
  readonly lastHeardAt: number;
  close(code: number, reason: string): void;
  onClose(): void;
};

/** Where faults are reported: never to clients. */
export type GatewayLog = { error(details: object, message: string): void };

/** Puts what inner queries find into the place of each, as storage does for whoever has the app key. */
export type SubQueries = (where: unknown) => Promise<unknown>;

export type GatewayInput = {
  context: ImContext;
  hub: Hub;
  answerSubQueries: SubQueries;
  options?: Partial<GatewayOptions>;
  log?: GatewayLog;
};

/** Builds the gateway around the services; from here on their events reach connected clients. */
export function createGateway({ context, hub, answerSubQueries, options, log }: GatewayInput): Gateway {
  const all = { ...defaultOptions, ...options };
  // Whoever runs without REST rates runs without rates of clients, unless told otherwise.
  if (options?.rates === undefined && context.quotas === null) all.rates = null;
  const parts = { context, hub, log: log ?? { error: () => {} } };
  const gateway: Gateway = {
    context,
    hub,
    options: all,
    conversations: createConversationCache(context.store, context.events),
    rates: createClientRates(all.rates),
    sent: createSentMessages(),
    watchers: createWatchers(),
    wills: createHeldWills(all.returnPatience),
    connections: new Set(),
    logins: createLoginKeeper(parts),
    tracer: createTracer(parts),
    appCalls: createAppCalls(),
    answerSubQueries,
    isStopping: false,
    log: parts.log,
  };
  hub.onOpen = gateway.logins.opened;
  hub.settle = async () => {
    await Promise.all([gateway.logins.flush(), gateway.tracer.flush()]);
  };
  deliverEvents(gateway);
  tellPresence(gateway);
  tellApp(gateway);
  return gateway;
}
