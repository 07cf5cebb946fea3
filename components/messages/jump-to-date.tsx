"use client";

import { CalendarDays } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { Popover } from "@/components/ui/popover";

const JumpForm = dynamic(() => import("./jump-form").then((module) => module.JumpForm));

/** Goes to the first message at or after a moment. */
export function JumpToDate({
  min,
  onJump,
}: {
  /** Nothing is older than this. */
  min?: number;
  onJump: (at: number) => void;
}) {
  const t = useTranslations("messages.jump");
  return (
    <Popover
      label={t("title")}
      align="end"
      trigger={(trigger) => (
        <Button {...trigger} icon={<CalendarDays size={15} aria-hidden />} aria-label={t("title")}>
          <span className="max-md:sr-only">{t("title")}</span>
        </Button>
      )}
    >
      {(close) => (
        <JumpForm
          min={min}
          onJump={(at) => {
            close();
            onJump(at);
          }}
        />
      )}
    </Popover>
  );
}
