"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { conversationQueryOptions } from "@/lib/queries/conversations/queries";
import { serviceOptionsQueryOptions } from "@/lib/queries/services/queries";

/** Narrows a list to one service conversation; the 50 latest are offered, a chosen one always. */
export function ServiceFilter({
  appId,
  value,
  onValueChange,
}: {
  appId: string;
  value: string;
  onValueChange: (conversationId: string) => void;
}) {
  const t = useTranslations("broadcasts");
  const { data } = useQuery(serviceOptionsQueryOptions(appId, ""));
  const offered = data?.conversations ?? [];
  const isMissing = value !== "" && !offered.some(({ id }) => id === value);
  const chosen = useQuery({ ...conversationQueryOptions(appId, value), enabled: isMissing });
  const label = (one: { id: string; name: string | null }) =>
    one.name || `${t("picker.unnamed")} · ${one.id}`;
  return (
    <Field label={t("picker.label")} className="max-w-80">
      {(control) => (
        <Select
          {...control}
          value={value}
          options={[
            { value: "", label: t("list.all") },
            ...(isMissing ? [{ value, label: chosen.data ? label(chosen.data) : value }] : []),
            ...offered.map((one) => ({ value: one.id, label: label(one) })),
          ]}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
