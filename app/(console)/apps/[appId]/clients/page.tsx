import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("clients");
  return { title: t("title") };
}

export default async function ClientsPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <ClientsClient appId={decodeURIComponent(appId)} />;
}
