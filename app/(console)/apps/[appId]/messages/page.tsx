import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessagesClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("search");
  return { title: t("title") };
}

export default async function MessagesPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <MessagesClient appId={decodeURIComponent(appId)} />;
}
