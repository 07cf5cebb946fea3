import type { HookName } from "@/lib/protocol/app-settings";
import type { ImEvent, ImEventOf } from "../../services/events";
import { callHook, isHooked, postSigned } from "../../services/hooks/call-hook";
import { createWorkLimit, type WorkLimit } from "../../services/work-limit";
import type { Gateway } from "../gateway";
import type { Session } from "../session";

/** Calls of the app that are made at one time, and those that wait: the app may be slow, or gone. */
const bounds = { atOnce: 32, capacity: 10_000 };
const WEB_HOOK_TIMEOUT = 5000;
const WEB_HOOK_RETRIES = 3;

/** What the app is told without being asked for an opinion; the service web hook is apart, as it may be another server. */
export type AppCalls = { hooks: WorkLimit; webHook: WorkLimit };

/** Calls of the app, none under way yet. */
export function createAppCalls(): AppCalls {
  return { hooks: createWorkLimit(bounds), webHook: createWorkLimit(bounds) };
}

/** Tells the app what clients have done: hooks that are not asked for an opinion. */
export function tellApp(gateway: Gateway): void {
  gateway.context.events.subscribe((event) => {
    if (!("actor" in event) || event.actor.clientId === null) return;
    tellEvent(gateway, event, event.actor.clientId);
  });
}

/** The client's first session has come, or its last has gone. */
export function tellAppOfPresence(
  gateway: Gateway,
  clientId: string,
  isOnline: boolean,
  session: Session,
): void {
  tell(gateway, isOnline ? "_clientOnline" : "_clientOffline", {
    peerId: clientId,
    sourceIP: session.link.remoteAddress,
    tag: session.tag,
  });
}

function tell(gateway: Gateway, name: HookName, params: Record<string, unknown>): void {
  if (!isHooked(gateway.context, name)) return;
  const call = async () => {
    await callHook(gateway.context, name, params).catch((error: unknown) => {
      gateway.log.error({ err: error, hook: name }, "hook failed");
    });
  };
  if (!gateway.appCalls.hooks.run(call)) gateway.log.error({ hook: name }, "too many hooks wait");
}

function tellEvent(gateway: Gateway, event: ImEvent, clientId: string): void {
  switch (event.type) {
    case "conversation-created":
      tell(gateway, "_conversationStarted", { convId: event.row.objectId });
      return;
    case "members-added":
    case "members-removed": {
      const name = event.type === "members-added" ? "_conversationAdded" : "_conversationRemoved";
      tell(gateway, name, { initBy: clientId, members: event.clientIds, convId: event.row.objectId });
      return;
    }
    case "message":
      if (event.kind === "service") tellService(gateway, event);
      else void tellMessage(gateway, event);
      return;
    default:
      return;
  }
}

async function tellMessage(gateway: Gateway, event: ImEventOf<"message">): Promise<void> {
  const { context, hub } = gateway;
  const wantsOffline = isHooked(context, "_receiversOffline") && !event.transient && event.kind === "normal";
  if (!wantsOffline && !isHooked(context, "_messageSent")) return;
  const conversation = await gateway.conversations.get(event.conversationId).catch(() => null);
  const receivers = [...(conversation?.members ?? [])].filter((member) => member !== event.from);
  const onlinePeers = hub.presence.filterOnline(receivers);
  const offlinePeers = receivers.filter((member) => !hub.isOnline(member));
  const shared = {
    fromPeer: event.from,
    convId: event.conversationId,
    content: event.data,
    bin: event.binary,
    timestamp: event.timestamp,
  };
  tell(gateway, "_messageSent", {
    ...shared,
    msgId: event.messageId,
    onlinePeers,
    offlinePeers,
    transient: event.transient,
    system: false,
    receipt: event.receipt,
  });
  if (!wantsOffline || offlinePeers.length === 0) return;
  tell(gateway, "_receiversOffline", {
    ...shared,
    offlinePeers,
    mentionAll: event.mentionAll,
    mentionOfflinePeers: offlinePeers.filter((member) => event.mentionClientIds.includes(member)),
    // Whoever pushes must know what the sender wants it to say, and who does not want to be disturbed.
    pushData: event.pushData,
    mutedPeers: offlinePeers.filter((member) => conversation?.row.muted.includes(member)),
  });
}

/** A client's message to a service conversation is posted to the app's own server. */
function tellService(gateway: Gateway, event: ImEventOf<"message">): void {
  const url = gateway.context.settings.current.serviceWebHook;
  if (url === null || event.transient) return;
  if (gateway.appCalls.webHook.run(() => postToService(gateway, event, url))) return;
  gateway.log.error({ messageId: event.messageId }, "too many messages wait for the service web hook");
}

/** Posts a message as `_SysMessage` rows, again after a failure. */
async function postToService(gateway: Gateway, event: ImEventOf<"message">, url: string): Promise<void> {
  const { context, options } = gateway;
  const rows = [
    {
      conv: { __type: "Pointer", className: "_Conversation", objectId: event.conversationId },
      msgId: event.messageId,
      from: event.from,
      data: event.data,
      bin: event.binary,
      timestamp: event.timestamp,
    },
  ];
  for (let attempt = 0; ; attempt += 1) {
    try {
      await postSigned(context, url, rows, WEB_HOOK_TIMEOUT);
      return;
    } catch (error) {
      if (attempt === WEB_HOOK_RETRIES) {
        gateway.log.error({ err: error, messageId: event.messageId }, "service web hook failed");
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, options.webHookDelay * 2 ** attempt).unref());
    }
  }
}
