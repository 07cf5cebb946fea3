"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";

/** A moment to go to, typed or chosen; loaded by JumpToDate on demand. */
export function JumpForm({ min, onJump }: { min?: number; onJump: (at: number) => void }) {
  const t = useTranslations("messages.jump");
  const [at, setAt] = useState<number | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null) onJump(at);
  };
  const ago = (days: number) => onJump(Date.now() - days * 86_400_000);
  return (
    <form onSubmit={submit} className="flex w-64 flex-col gap-2 p-1">
      <DateTimeInput aria-label={t("when")} value={at} onValueChange={setAt} max={Date.now()} autoFocus />
      <div className="flex flex-wrap gap-1">
        <Button size="sm" variant="ghost" onClick={() => ago(1)}>
          {t("day")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => ago(7)}>
          {t("week")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => ago(30)}>
          {t("month")}
        </Button>
        {min === undefined ? null : (
          <Button size="sm" variant="ghost" onClick={() => onJump(min)}>
            {t("first")}
          </Button>
        )}
      </div>
      <Button type="submit" variant="primary" size="sm" disabled={at === null} className="self-end">
        {t("go")}
      </Button>
    </form>
  );
}
