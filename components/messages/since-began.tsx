"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

const maxNames = 3;

/** Warns that the reply being written may be out of date, and leads to what was said since. */
export function SinceBegan({
  count,
  names,
  onShow,
}: {
  count: number;
  names: readonly string[];
  onShow: () => void;
}) {
  const t = useTranslations("live");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  return (
    <div role="status" className="shrink-0">
      {count > 0 ? (
        <div className="flex items-center gap-2 border-warn-line border-t bg-warn-soft px-4 py-1 text-sm text-warn-ink max-md:px-2">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {names.length > 0 && names.length <= maxNames
              ? t("sinceYouBegan", { names: list.format(names.map(isolate)), count })
              : t("countSinceYouBegan", { count })}
          </span>
          <Button size="sm" variant="ghost" className="text-warn-ink underline" onClick={onShow}>
            {t("show")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Keeps a name in another direction from turning the sentence around. */
function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
