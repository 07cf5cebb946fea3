import { appKeys } from "../app/keys";

export const imSettingsKeys = {
  all: (appId: string) => [...appKeys.all(appId), "im-settings"] as const,
};
