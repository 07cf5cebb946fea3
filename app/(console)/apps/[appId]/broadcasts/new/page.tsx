import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewAnnouncementClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("broadcasts");
  return { title: t("new") };
}

export default async function NewAnnouncementPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <NewAnnouncementClient appId={decodeURIComponent(appId)} />;
}
