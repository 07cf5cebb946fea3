"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { ConnectionTest } from "@/lib/contracts/apps";

/** Each step of a connection test in order; the first that failed says what is wrong. */
export function ConnectionResult({ test }: { test: ConnectionTest }) {
  const t = useTranslations("apps.test");
  const tApps = useTranslations("apps");
  const names = test.capabilities.map((capability) => tApps(`capability.${capability}`));
  const failed = useRef<HTMLLIElement>(null);
  // In a dialog the list may end below what is in view.
  useEffect(() => {
    if (!test.ok) failed.current?.scrollIntoView({ block: "nearest" });
  }, [test]);
  const capabilities = new Intl.ListFormat(useLocale()).format(names);
  return (
    <div role="status" className="rounded-lg border text-sm">
      <p className={cn("border-b px-3 py-2 font-medium", test.ok ? "text-ok-ink" : "text-danger-ink")}>
        {t(test.ok ? "works" : "fails")}
      </p>
      <ol className="divide-y">
        {test.steps.map((step) => (
          <li
            key={step.step}
            ref={step.ok ? undefined : failed}
            className="flex items-start gap-2.5 px-3 py-2"
          >
            {step.ok ? (
              <CircleCheck size={16} aria-label={t("passed")} className="mt-0.5 shrink-0 text-ok-ink" />
            ) : (
              <CircleX size={16} aria-label={t("failed")} className="mt-0.5 shrink-0 text-danger-ink" />
            )}
            <div className="min-w-0 flex-1">
              <p className="font-medium">{t(`steps.${step.step}`)}</p>
              <p className="text-muted [overflow-wrap:anywhere]">
                {t(`findings.${step.finding}`, { capabilities })}
                {step.detail && <bdi className="block font-mono text-xs">{step.detail}</bdi>}
              </p>
            </div>
            <span className="shrink-0 text-faint text-xs leading-5">
              {t("ms", { count: Math.round(step.ms) })}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
