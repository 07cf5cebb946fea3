import type { Message } from "@/lib/contracts/messages";

const appHref = (appId: string) => `/apps/${encodeURIComponent(appId)}`;

export const clientHref = (appId: string, clientId: string, tab?: string): string =>
  `${appHref(appId)}/clients/${encodeURIComponent(clientId)}${tab ? `?tab=${tab}` : ""}`;

export const conversationHref = (appId: string, conversationId: string): string =>
  `${appHref(appId)}/conversations/${encodeURIComponent(conversationId)}`;

/** Where a message stands in its conversation; private messages of a service name their user. */
export function messageHref(
  appId: string,
  message: Pick<Message, "conversationId" | "id" | "timestamp" | "toClientId">,
): string {
  const query = new URLSearchParams();
  if (message.toClientId !== null) query.set("client", message.toClientId);
  query.set("at", `${message.timestamp}.${message.id}`);
  return `${conversationHref(appId, message.conversationId)}?${query}`;
}

/** The audit rows of a message. */
export const auditHref = (appId: string, message: Pick<Message, "id">): string =>
  `/audit?${new URLSearchParams({ app: appId, target: message.id })}`;

/** The page that composes what goes beyond one conversation. */
export function composeHref(
  appId: string,
  options: { conversationId?: string; audience?: "clients" | "subscribers" | "everyone"; to?: string[] } = {},
): string {
  const query = new URLSearchParams();
  if (options.conversationId) query.set("conversation", options.conversationId);
  if (options.audience) query.set("audience", options.audience);
  if (options.to && options.to.length > 0) query.set("to", options.to.join(","));
  const text = query.toString();
  return `${appHref(appId)}/broadcasts/new${text ? `?${text}` : ""}`;
}
