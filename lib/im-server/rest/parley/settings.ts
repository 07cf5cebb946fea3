import type { FastifyInstance } from "fastify";
import { type AppSettingsReply, putAppSettingsSchema } from "@/lib/protocol/app-settings";
import type { ImContext } from "../../services/context";
import { route } from "../route";

const path = "/parley/1/settings";

/** The app's settings; what a change leaves out goes back to its default. */
export function registerSettings(app: FastifyInstance, { settings }: ImContext): void {
  const present = (): AppSettingsReply => ({ ...settings.current, revision: settings.revision });
  route(app, { method: "GET", path, key: "master", handle: present });
  for (const method of ["PUT", "POST"] as const) {
    route(app, {
      method,
      path,
      key: "master",
      body: putAppSettingsSchema,
      async handle({ body: { revision, ...next } }) {
        await settings.put(next, revision);
        return present();
      },
    });
  }
}
