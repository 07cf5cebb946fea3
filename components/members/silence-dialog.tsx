"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { MemberChange } from "@/lib/queries/members/mutations";

const choices = { "10m": 600, "1h": 3_600, "24h": 86_400, forever: undefined } as const;
type Choice = keyof typeof choices;
const order = ["10m", "1h", "24h", "forever"] as const satisfies readonly Choice[];

/** Keeps someone from writing, for a time or for good. */
export function SilenceDialog({
  clientId,
  listsTimed,
  attempt,
  onClose,
}: {
  clientId: string;
  /** Whether the server tells who is silenced for a time. */
  listsTimed: boolean;
  attempt: (change: MemberChange) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useTranslations("members.silenceDialog");
  const [choice, setChoice] = useState<Choice>("1h");
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: clientId })}
      consequence={t(listsTimed ? "consequence" : "consequenceUnlisted")}
      confirmLabel={t(`confirm.${choice}`)}
      onConfirm={() => attempt({ action: "silence", clientIds: [clientId], seconds: choices[choice] })}
    >
      <RadioGroup
        name="silence"
        label={t("howLong")}
        value={choice}
        onValueChange={setChoice}
        options={order.map((value) => ({
          value,
          label: t(`times.${value}`),
          description: value === "forever" ? t("listed") : undefined,
        }))}
      />
    </ConfirmDialog>
  );
}
