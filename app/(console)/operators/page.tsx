import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { requireSession } from "../require-session";
import { OperatorsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operators"))("title") };
}

export default async function OperatorsPage() {
  const [session, t] = await Promise.all([requireSession(), getTranslations("operators")]);
  if (!session.permissions.includes("operator.manage")) return <ForbiddenPage title={t("title")} />;
  return <OperatorsClient />;
}
