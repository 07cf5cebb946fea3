"use client";

import { useTranslations } from "next-intl";
import { Switch } from "@/components/ui/switch";
import type { PartProps } from "./parts";

type SwitchField =
  | "signLogin"
  | "signConversations"
  | "signBlacklist"
  | "edit"
  | "recall"
  | "roles"
  | "blacklist";

/** Switches one below the other, each with what it decides. */
export function SwitchList({ fields, draft, onChange }: { fields: readonly SwitchField[] } & PartProps) {
  const t = useTranslations("im-settings");
  return (
    <div className="flex flex-col divide-y rounded-lg border">
      {fields.map((field) => (
        <Switch
          key={field}
          className="px-4 py-3"
          label={t(`fields.${field}`)}
          description={t(`hints.${field}`)}
          isChecked={draft[field]}
          onCheckedChange={(isChecked) => onChange({ [field]: isChecked })}
        />
      ))}
    </div>
  );
}
