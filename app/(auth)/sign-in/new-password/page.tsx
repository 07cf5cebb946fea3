import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getSession } from "@/lib/auth/get-session";
import { ForcedPasswordClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.newPassword"))("title") };
}

export default async function ForcedPasswordPage() {
  const session = await getSession();
  if (!session) redirect("/sign-in");
  if (!session.operator.mustChangePassword) redirect("/");
  return <ForcedPasswordClient email={session.operator.email} />;
}
