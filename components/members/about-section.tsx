"use client";

import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { CopyableId } from "@/components/ui/copyable-id";
import type { Conversation } from "@/lib/contracts/conversations";
import { Fact, Facts } from "./facts";
import { PanelSection } from "./panel-section";

/** What a conversation is, for good. */
export function AboutSection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.about");
  const { id, kind, unique, creator } = conversation;
  return (
    <PanelSection title={t("title")}>
      <Facts>
        <Fact label={t("id")}>
          <CopyableId id={id} length="full" />
        </Fact>
        <Fact label={t("kind")}>{t(`kinds.${kind}`)}</Fact>
        {kind === "normal" ? <Fact label={t("unique")}>{unique ? t("yes") : t("no")}</Fact> : null}
        <Fact label={t("creator")}>{creator ? <ClientLink appId={appId} clientId={creator} /> : null}</Fact>
      </Facts>
    </PanelSection>
  );
}
