import type { LoginRow } from "../../store/trace-interface";
import type { ImContext } from "../context";
import type { OpenSession } from "../presence";

export type ClientSessions = { open: OpenSession[]; recent: LoginRow[] };

/** The sessions a client has now, and the latest before. */
export async function getClientSessions(context: ImContext, clientId: string): Promise<ClientSessions> {
  await context.presence.settle();
  const logins = await context.store.getLogins(clientId);
  const open = context.presence.sessionsOf(clientId);
  const isOpen = ({ run, session }: LoginRow) =>
    open.some((other) => other.run === run && other.session === session);
  return { open, recent: logins.filter((login) => !isOpen(login)) };
}
