import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getSession } from "@/lib/auth/get-session";
import type { Session } from "@/lib/contracts/session";

/** The session of a signed-in page; without one, or with a one-time password, the way goes to signing in. */
export async function requireSession(): Promise<Session> {
  const [session, headerList] = await Promise.all([getSession(), headers()]);
  if (!session) {
    const path = headerList.get("x-parley-path");
    redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
  }
  if (session.operator.mustChangePassword) redirect("/sign-in/new-password");
  return session;
}
