import { z } from "zod";
import { clientIdSchema } from "@/lib/protocol/client-id";

const clients = z
  .union([z.array(clientIdSchema), clientIdSchema.transform((id) => [id])])
  .nullish()
  .transform((list) => list ?? []);
const ids = z
  .union([z.array(z.string()), z.string().transform((id) => [id])])
  .nullish()
  .transform((list) => list ?? []);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A frame of the JSON protocol that came before the binary one: flat, without serial numbers. */
export const legacyFrameSchema = z.object({
  cmd: text,
  op: text,
  appId: text,
  peerId: text,
  sessionPeerIds: clients,
  toPeerIds: clients,
  roomId: text,
  roomPeerIds: clients,
  msg: z
    .union([z.string(), z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))])
    .nullish(),
  transient: z.boolean().nullish(),
  ids,
  s: text,
  t: z.coerce
    .number()
    .nullish()
    .transform((value) => value ?? undefined),
  n: text,
  sp: z.boolean().nullish(),
});
export type LegacyFrame = z.infer<typeof legacyFrameSchema>;

/** Reads a frame; null when it is not one. A heartbeat is an empty object. */
export function readFrame(data: string): LegacyFrame | null {
  try {
    const parsed = legacyFrameSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
