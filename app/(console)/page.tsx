import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { lastAppCookie } from "@/components/layout/last-app";
import { NoApps } from "./no-apps";
import { requireSession } from "./require-session";

/** The start: the conversations of the app used last. */
export default async function StartPage() {
  const [session, jar] = await Promise.all([requireSession(), cookies()]);
  const last = jar.get(lastAppCookie)?.value;
  const app = session.apps.find(({ id }) => id === last) ?? session.apps[0];
  if (app) redirect(`/apps/${app.id}/conversations`);
  return <NoApps />;
}
