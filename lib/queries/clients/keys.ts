import { appKeys } from "../app/keys";

export const clientKeys = {
  all: (appId: string) => [...appKeys.all(appId), "clients"] as const,
  lookup: (appId: string, q: string) => [...clientKeys.all(appId), "lookup", q] as const,
  detail: (appId: string, clientId: string) => [...clientKeys.all(appId), "detail", clientId] as const,
  conversations: (appId: string, clientId: string, page: number) =>
    [...clientKeys.detail(appId, clientId), "conversations", page] as const,
  messages: (appId: string, clientId: string) => [...clientKeys.detail(appId, clientId), "messages"] as const,
  subscriptions: (appId: string, clientId: string) =>
    [...clientKeys.detail(appId, clientId), "subscriptions"] as const,
  sessions: (appId: string, clientId: string) => [...clientKeys.detail(appId, clientId), "sessions"] as const,
  restrictions: (appId: string) => [...clientKeys.all(appId), "restrictions"] as const,
  restrictionsOf: (appId: string, clientId: string) => [...clientKeys.restrictions(appId), clientId] as const,
  unread: (appId: string, clientId: string, conversationId: string | null) =>
    [...clientKeys.detail(appId, clientId), "unread", conversationId] as const,
};
