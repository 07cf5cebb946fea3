import { type AppSettings, appSettingsSchema } from "@/lib/protocol/app-settings";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import type { Store } from "../../store/interface";
import { ImError } from "../errors";

/** The app's settings in memory; writes go through the store first. */
export type Settings = {
  readonly current: AppSettings;
  /** How often they were put. */
  readonly revision: number;
  /** Reads what is stored; called once at start. */
  load(): Promise<AppSettings>;
  /** @throws ImError 305 when they were put since the revision that is `expected` */
  put(settings: AppSettings, expected?: number): Promise<void>;
};

/** Settings with their defaults until loaded. */
export function createSettings(store: Store): Settings {
  let current = appSettingsSchema.parse({});
  let revision = 0;
  return {
    get current() {
      return current;
    },
    get revision() {
      return revision;
    },
    async load() {
      const stored = await store.getSettings();
      if (stored !== null) {
        current = appSettingsSchema.parse(stored.settings);
        revision = stored.revision;
      }
      return current;
    },
    async put(settings, expected) {
      const put = await store.putSettings(settings, expected ?? null);
      if (put === null) {
        throw new ImError(restErrorCodes.conditionFailed, "The settings were changed meanwhile.");
      }
      // Of two that were put at once, the later one stands in the store.
      if (put <= revision) return;
      current = settings;
      revision = put;
    },
  };
}
