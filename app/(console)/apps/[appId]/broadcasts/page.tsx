import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BroadcastsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("broadcasts");
  return { title: t("title") };
}

export default async function BroadcastsPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <BroadcastsClient appId={decodeURIComponent(appId)} />;
}
