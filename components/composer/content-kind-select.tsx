"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { type ContentDraft, contentKinds } from "./content-draft";

/** Which kind of message this is. */
export function ContentKindSelect({
  value,
  onChange,
  size = "md",
}: {
  value: ContentDraft;
  onChange: (next: ContentDraft) => void;
  size?: "md" | "sm";
}) {
  const t = useTranslations("composer");
  return (
    <Select
      aria-label={t("kind")}
      size={size}
      value={value.kind}
      options={contentKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      className="w-fit"
      onChange={(event) => {
        const kind = contentKinds.find((one) => one === event.target.value);
        if (kind) onChange({ ...value, kind });
      }}
    />
  );
}
