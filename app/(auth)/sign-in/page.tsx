import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getSession } from "@/lib/auth/get-session";
import { getConsole } from "@/lib/console/context";
import { safeNext } from "../safe-next";
import { SignInClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}) {
  const [session, { next, error }, { env }] = await Promise.all([getSession(), searchParams, getConsole()]);
  const to = safeNext(next);
  if (session) redirect(to);
  return (
    <SignInClient
      next={to}
      hasProvider={env.oidc !== null && env.oidc !== undefined}
      hasProviderError={Boolean(error)}
    />
  );
}
