import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignaturesClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signatures");
  return { title: t("title") };
}

export default async function SignaturesPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  return <SignaturesClient appId={decodeURIComponent(appId)} />;
}
