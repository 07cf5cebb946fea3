import type { FastifyInstance } from "fastify";
import { appSettingsSchema } from "@/lib/protocol/app-settings";
import type { ImContext } from "../../services/context";
import { route } from "../route";

const path = "/parley/1/settings";

/** The app's settings; what a change leaves out goes back to its default. */
export function registerSettings(app: FastifyInstance, context: ImContext): void {
  route(app, { method: "GET", path, key: "master", handle: () => context.settings.current });
  for (const method of ["PUT", "POST"] as const) {
    route(app, {
      method,
      path,
      key: "master",
      body: appSettingsSchema,
      async handle({ body }) {
        await context.settings.put(body);
        return context.settings.current;
      },
    });
  }
}
