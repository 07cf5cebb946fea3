"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { readSenders } from "./recent-senders";

/** As which client the message is sent: one of the allowed ids, or any id with suggestions. */
export function SenderField({
  appId,
  value,
  onValueChange,
  allowed,
  members,
  isInvalid,
}: {
  appId: string;
  value: string;
  onValueChange: (id: string) => void;
  /** Null: any id. */
  allowed: readonly string[] | null;
  members: readonly string[];
  isInvalid: boolean;
}) {
  const t = useTranslations("composer");
  const list = useId();
  const [recent] = useState(() => readSenders(appId));
  const suggestions = [...new Set([...recent, ...members.slice(0, 100)])];
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <span className="shrink-0 whitespace-nowrap text-muted text-sm max-md:sr-only">{t("asShort")}</span>
      {value === "" ? null : <Avatar id={value} size={20} />}
      {allowed ? (
        <Select
          aria-label={t("as")}
          data-sender
          size="sm"
          value={allowed.includes(value) ? value : ""}
          isInvalid={isInvalid}
          options={[
            ...(allowed.includes(value) ? [] : [{ value: "", label: t("asPlaceholder"), isDisabled: true }]),
            ...allowed.map((id) => ({ value: id, label: id })),
          ]}
          onChange={(event) => onValueChange(event.target.value)}
          className="max-w-44"
        />
      ) : (
        <>
          <Input
            aria-label={t("as")}
            data-sender
            size="sm"
            list={list}
            value={value}
            placeholder={t("asPlaceholder")}
            isInvalid={isInvalid}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onValueChange(event.target.value)}
            className="w-40"
          />
          <datalist id={list}>
            {suggestions.map((id) => (
              <option key={id} value={id}>
                {members.includes(id) ? t("asMember") : t("asRecent")}
              </option>
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}
