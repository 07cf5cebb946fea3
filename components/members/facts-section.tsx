"use client";

import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { CopyableId } from "@/components/ui/copyable-id";
import { Timestamp } from "@/components/ui/timestamp";
import type { Conversation } from "@/lib/contracts/conversations";
import { PanelSection } from "./panel-section";

/** What does not change, or not by hand. */
export function FactsSection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.facts");
  const { id, kind, unique, creator, createdAt, updatedAt, lastMessageAt } = conversation;
  return (
    <PanelSection title={t("title")}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-sm">
        <Fact label={t("id")}>
          <CopyableId id={id} length="full" />
        </Fact>
        <Fact label={t("kind")}>{t(`kinds.${kind}`)}</Fact>
        {kind === "normal" ? <Fact label={t("unique")}>{unique ? t("yes") : t("no")}</Fact> : null}
        <Fact label={t("creator")}>
          {creator ? <ClientLink appId={appId} clientId={creator} /> : <span className="text-faint">—</span>}
        </Fact>
        <Fact label={t("created")}>
          <Timestamp value={createdAt} mode="dateTime" />
        </Fact>
        <Fact label={t("updated")}>
          <Timestamp value={updatedAt} mode="dateTime" />
        </Fact>
        <Fact label={t("lastMessage")}>
          {lastMessageAt === null ? (
            <span className="text-faint">—</span>
          ) : (
            <Timestamp value={lastMessageAt} mode="dateTime" />
          )}
        </Fact>
      </dl>
    </PanelSection>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
