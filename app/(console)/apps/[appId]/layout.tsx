import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requireSession } from "../../require-session";

/** Pages of one app exist only for those who may open it. */
export default async function AppLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ appId: string }>;
}) {
  const [{ appId }, session] = await Promise.all([params, requireSession()]);
  if (!session.apps.some((app) => app.id === appId)) notFound();
  return children;
}
