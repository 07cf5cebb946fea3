import { z } from "zod";
import { clientIdSchema } from "./common";

/** `POST|DELETE conversations/{id}/members|mutes|blocks`, `POST|DELETE …/subscribers`. */
export const clientIdsSchema = z.object({ clientIds: z.array(clientIdSchema).min(1).max(500) });
export type ClientIds = z.infer<typeof clientIdsSchema>;

/** `POST conversations/{id}/silences`; without `seconds` for ever, else at most a day. */
export const silenceSchema = clientIdsSchema.extend({
  seconds: z.number().int().min(1).max(86_400).optional(),
});
export type Silence = z.infer<typeof silenceSchema>;

/** `GET conversations/{id}/silences|blocks?next`: permanent entries only, as LeanCloud lists no others. */
export type ClientIdPage = { clientIds: string[]; next: string | null };

/** `GET conversations/{id}/silences/timed?next`: silences that end by themselves, where the server lists them. */
export type TimedSilencePage = { silences: { clientId: string; until: number }[]; next: string | null };

export const memberRoleSchema = z.enum(["Owner", "Manager", "Member"]);
export type MemberRole = z.infer<typeof memberRoleSchema>;
/** `PUT conversations/{id}/roles` sets one; `Member` removes the record. */
export const setRoleSchema = z.object({ clientId: clientIdSchema, role: memberRoleSchema });
export type SetRole = z.infer<typeof setRoleSchema>;
/** `GET conversations/{id}/roles` */
export type MemberRoles = { roles: { clientId: string; role: MemberRole }[] };

/** `GET conversations/{id}/online`: chat rooms; a sample of at most 50. */
export type RoomPresence = { count: number; sample: string[] };

/** `GET conversations/{id}/presence` (POST body of ids up to 500): which of these are online. */
export type Presence = { online: string[] };

/**
 * `GET conversations/{id}/subscribers?client=&limit=&after=`: `after` is the last client id of the page before;
 * `client` asks for just that one.
 */
export const subscribersQuerySchema = z.object({
  client: clientIdSchema.optional(),
  after: clientIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(50),
});
export type SubscriberPage = { subscribers: { clientId: string; since: number }[]; next: string | null };

/** Whom adding or removing left out: LeanCloud does not say why, but a conversation can be full; Parley's server does. */
export type MemberFailure = { clientId: string; reason: "conversation-full" | "blocked" | "refused" };
