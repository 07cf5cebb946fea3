import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { getConsole } from "@/lib/console/context";
import { presentSession } from "@/lib/console/operators/present-session";
import type { Session } from "@/lib/contracts/session";
import { readSessionCookie, sessionCookieName } from "./cookie";

/** The session of the page being rendered, read once; null when nobody is signed in. */
export const getSession = cache(async (): Promise<Session | null> => {
  const context = await getConsole();
  const jar = await cookies();
  const who = await readSessionCookie(context, jar.get(sessionCookieName(context.env))?.value);
  return who ? presentSession(context, who) : null;
});
