import "server-only";
import type { Permission, Role } from "@/lib/contracts/session";

/**
 * The one table of who may do what. Each role has its own line and everything of the line above.
 */
const additions: Record<Role, readonly Permission[]> = {
  agent: ["conversation.read", "conversation.create", "conversation.edit", "message.send"],
  moderator: [
    "message.edit",
    "message.recall",
    "message.delete",
    "member.mute",
    "member.silence",
    "member.block",
    "member.role",
    "client.kick",
    // Says whether a signature is right and why it is not, and never tells one.
    "signature.check",
  ],
  admin: [
    "conversation.delete",
    "service.create",
    "service.subscribers",
    "service.send",
    "broadcast.send",
    "broadcast.manage",
    // A right signature lets whoever holds it act as that client: as good as the client's password.
    "signature.make",
    "app.manage",
    "operator.manage",
    "audit.read",
  ],
};

const ranks: readonly Role[] = ["agent", "moderator", "admin"];

/** What only an admin of every app may do: it reaches past one app. */
const consoleWide: readonly Permission[] = ["app.manage", "operator.manage", "audit.read"];

export type RoleGrant = { appId: string; role: Role };

/** Everything that `role` allows on one app. */
export function permissionsOf(role: Role): Permission[] {
  return ranks
    .slice(0, ranks.indexOf(role) + 1)
    .flatMap((rank) => additions[rank])
    .filter((permission) => !consoleWide.includes(permission));
}

/** What these grants allow outside any app. */
export function consolePermissionsOf(grants: readonly RoleGrant[]): Permission[] {
  const runsEverything = grants.some((grant) => grant.appId === "*" && grant.role === "admin");
  return runsEverything ? [...consoleWide] : [];
}

/** The role on an app: the higher of its own grant and the one on every app; null for none. */
export function roleOn(grants: readonly RoleGrant[], appId: string): Role | null {
  const held = grants.filter((grant) => grant.appId === appId || grant.appId === "*");
  return held.reduce<Role | null>(
    (best, { role }) => (best === null || ranks.indexOf(role) > ranks.indexOf(best) ? role : best),
    null,
  );
}

/** Whether `permission` is held; `appId` null asks outside any app. What reaches past one app never hangs on one. */
export function isAllowed(
  grants: readonly RoleGrant[],
  permission: Permission,
  appId: string | null,
): boolean {
  if (appId === null || consoleWide.includes(permission))
    return consolePermissionsOf(grants).includes(permission);
  const role = roleOn(grants, appId);
  return role !== null && permissionsOf(role).includes(permission);
}

/** Whether a message of this role must come from one of the app's sender ids. */
export function isBoundToSenderIds(role: Role): boolean {
  return role === "agent";
}
