import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { requireSession } from "../../../require-session";
import { ImSettingsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("im-settings"))("title") };
}

export default async function ImSettingsPage() {
  const [session, t] = await Promise.all([requireSession(), getTranslations("im-settings")]);
  if (!session.permissions.includes("app.manage")) return <ForbiddenPage title={t("title")} />;
  return <ImSettingsClient />;
}
