import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { requireSession } from "../require-session";
import { AppsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apps"))("title") };
}

export default async function AppsPage() {
  const [session, t] = await Promise.all([requireSession(), getTranslations("apps")]);
  if (!session.permissions.includes("app.manage")) return <ForbiddenPage title={t("title")} />;
  return <AppsClient />;
}
