import { appKeys } from "../app/keys";

export const broadcastKeys = {
  all: (appId: string) => [...appKeys.all(appId), "broadcasts"] as const,
  lists: (appId: string, conversationId: string) =>
    [...broadcastKeys.all(appId), "list", conversationId] as const,
  list: (appId: string, conversationId: string, page: number) =>
    [...broadcastKeys.lists(appId, conversationId), page] as const,
  check: (appId: string, conversationId: string) =>
    [...broadcastKeys.all(appId), "check", conversationId] as const,
};
