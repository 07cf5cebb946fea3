import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { decodeSegment } from "@/lib/text/decode-segment";
import { ConversationClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversation");
  return { title: t("title") };
}

/** One conversation: its messages, its members, and writing into it. */
export default async function ConversationPage({ params }: { params: Promise<{ conversationId: string }> }) {
  const { conversationId } = await params;
  return <ConversationClient key={conversationId} conversationId={decodeSegment(conversationId)} />;
}
