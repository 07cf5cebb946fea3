import { appKeys } from "../app/keys";

export const serviceKeys = {
  all: (appId: string, conversationId: string) =>
    [...appKeys.all(appId), "services", conversationId] as const,
  subscribers: (appId: string, conversationId: string) =>
    [...serviceKeys.all(appId, conversationId), "subscribers"] as const,
  subscriberCount: (appId: string, conversationId: string) =>
    [...serviceKeys.all(appId, conversationId), "subscriber-count"] as const,
  subscription: (appId: string, conversationId: string, clientId: string) =>
    [...serviceKeys.all(appId, conversationId), "subscription", clientId] as const,
  options: (appId: string, q: string) => [...appKeys.all(appId), "service-options", q] as const,
};
