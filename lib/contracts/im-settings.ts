import { z } from "zod";
import { type AppSettingsReply, appSettingsSchema } from "@/lib/protocol/app-settings";

/** `GET /api/apps/{id}/im-settings` */
export type ImSettings = AppSettingsReply;

/** `PUT /api/apps/{id}/im-settings`: all of them; refused (`conflict`) when another revision stands than was read. */
export const putImSettingsSchema = z.object({ settings: appSettingsSchema, revision: z.int().min(0) });
export type PutImSettings = z.output<typeof putImSettingsSchema>;
