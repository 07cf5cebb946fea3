import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { whereFromShortcuts } from "@/components/conversations/where-shortcuts";
import type { SearchParams } from "@/lib/url-state/search";
import { ConversationsClient } from "./client";
import { loadConversationsSearchParams, serializeConversationsSearchParams } from "./search-params";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("title") };
}

/** All conversations of an app. `?member=`, `?creator=` and `?attr=` are short for a `where`. */
export default async function ConversationsPage({
  params,
  searchParams,
}: {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const [{ appId }, given] = await Promise.all([params, searchParams]);
  const state = loadConversationsSearchParams(given);
  const where = whereFromShortcuts(given, state.where);
  if (where !== null) {
    redirect(
      serializeConversationsSearchParams(`/apps/${encodeURIComponent(appId)}/conversations`, {
        ...state,
        where,
      }),
    );
  }
  return <ConversationsClient />;
}
