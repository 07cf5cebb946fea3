import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { requireSession } from "../require-session";
import { AuditClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage() {
  const [session, t] = await Promise.all([requireSession(), getTranslations("audit")]);
  if (!session.permissions.includes("audit.read")) return <ForbiddenPage title={t("title")} />;
  return <AuditClient />;
}
