"use client";

import { useTranslations } from "next-intl";
import { useCan } from "@/components/layout/session-context";
import { Link } from "@/components/ui/link";
import { Timestamp } from "@/components/ui/timestamp";
import type { Conversation } from "@/lib/contracts/conversations";
import { Fact, Facts } from "./facts";
import { PanelSection } from "./panel-section";

/** When something last happened, and the way to what operators did. */
export function ActivitySection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.activity");
  const can = useCan();
  const { id, createdAt, updatedAt, lastMessageAt } = conversation;
  const filters = new URLSearchParams({ app: appId, target: id });
  return (
    <PanelSection title={t("title")}>
      <Facts>
        <Fact label={t("lastMessage")}>
          {lastMessageAt === null ? null : <Timestamp value={lastMessageAt} mode="dateTime" />}
        </Fact>
        <Fact label={t("updated")}>
          <Timestamp value={updatedAt} mode="dateTime" />
        </Fact>
        <Fact label={t("created")}>
          <Timestamp value={createdAt} mode="dateTime" />
        </Fact>
      </Facts>
      {can("audit.read") ? (
        <Link
          href={`/audit?${filters}`}
          prefetch={false}
          className="mt-2 inline-block rounded-sm text-accent-ink text-sm hover:underline"
        >
          {t("audit")}
        </Link>
      ) : null}
    </PanelSection>
  );
}
