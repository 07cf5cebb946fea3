import "server-only";
import type { AuditTarget } from "./call";

type OnConversation = { params: { appId: string; conversationId: string } };
type OnMessage = { params: { appId: string; conversationId: string; messageId: string } };

/** What audit rows point at, with the page where it can be seen. */
export function conversationTarget(call: OnConversation): AuditTarget {
  const { appId, conversationId } = call.params;
  return {
    type: "conversation",
    id: conversationId,
    label: null,
    href: conversationHref(appId, conversationId),
  };
}

export function messageTarget(call: OnMessage, place: { timestamp: number; client?: string }): AuditTarget {
  const { appId, conversationId, messageId } = call.params;
  return {
    type: "message",
    id: messageId,
    label: null,
    href: messageHref(appId, conversationId, { messageId, ...place }),
  };
}

/** The client that a signature is for. */
export function signatureTarget(call: {
  params: { appId: string };
  body: { clientId: string };
}): AuditTarget {
  return clientTarget({ params: { appId: call.params.appId, clientId: call.body.clientId } });
}

export function clientTarget(call: { params: { appId: string; clientId: string } }): AuditTarget {
  const { appId, clientId } = call.params;
  const href = `/apps/${encodeURIComponent(appId)}/clients/${encodeURIComponent(clientId)}`;
  return { type: "client", id: clientId, label: null, href };
}

type Segments = Record<string, string | string[] | undefined>;

/** What a refused call was about, as far as its path says: nothing of it was parsed. */
export function pathTarget(segments: Segments): AuditTarget | null {
  const [appId, conversationId, clientId] = ["appId", "conversationId", "clientId"].map((name) => {
    const value = segments[name];
    return typeof value === "string" ? value.slice(0, 64) : null;
  });
  if (!appId) return null;
  if (conversationId) return conversationTarget({ params: { appId, conversationId } });
  return clientId ? clientTarget({ params: { appId, clientId } }) : null;
}

export function conversationHref(appId: string, conversationId: string): string {
  return `/apps/${encodeURIComponent(appId)}/conversations/${encodeURIComponent(conversationId)}`;
}

export function messageHref(
  appId: string,
  conversationId: string,
  message: { messageId: string; timestamp: number; client?: string },
): string {
  const query = new URLSearchParams({ at: `${message.timestamp}.${message.messageId}` });
  if (message.client) query.set("client", message.client);
  return `${conversationHref(appId, conversationId)}?${query}`;
}
