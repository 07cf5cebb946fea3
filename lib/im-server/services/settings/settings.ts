import { type AppSettings, appSettingsSchema } from "@/lib/protocol/app-settings";
import type { Store } from "../../store/interface";

/** The app's settings in memory; writes go through the store first. */
export type Settings = {
  readonly current: AppSettings;
  /** Reads what is stored; called once at start. */
  load(): Promise<AppSettings>;
  put(settings: AppSettings): Promise<void>;
};

/** Settings with their defaults until loaded. */
export function createSettings(store: Store): Settings {
  let current = appSettingsSchema.parse({});
  return {
    get current() {
      return current;
    },
    async load() {
      const stored = await store.getSettings();
      if (stored !== null) current = appSettingsSchema.parse(stored);
      return current;
    },
    async put(settings) {
      await store.putSettings(settings);
      current = settings;
    },
  };
}
