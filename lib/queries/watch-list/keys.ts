import { appKeys } from "../app/keys";

export const watchKeys = {
  all: (appId: string) => [...appKeys.all(appId), "watch-list"] as const,
  list: (appId: string) => [...watchKeys.all(appId), "list"] as const,
  presence: (appId: string) => [...watchKeys.all(appId), "presence"] as const,
};
