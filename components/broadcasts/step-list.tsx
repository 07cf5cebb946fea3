"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { type Step, steps } from "./plan";

/** The four steps: where one is, which are reachable. */
export function StepList({
  current,
  hrefFor,
}: {
  current: Step;
  /** Null for a step that cannot be gone to now. */
  hrefFor: (step: Step) => string | null;
}) {
  const t = useTranslations("broadcasts.steps");
  const at = steps.indexOf(current);
  return (
    <ol aria-label={t("label")} className="flex gap-1 border-line border-b pb-3 sm:gap-2">
      {steps.map((step, index) => {
        const href = step === current ? null : hrefFor(step);
        const look = (
          <>
            <span
              className={cn(
                "flex size-5 shrink-0 items-center justify-center rounded-full border font-medium text-2xs",
                index === at
                  ? "border-accent bg-accent text-on-accent"
                  : index < at
                    ? "border-accent-line bg-accent-soft text-accent-ink"
                    : "border-line-strong text-muted",
              )}
            >
              {index < at ? <Check size={12} aria-hidden /> : index + 1}
            </span>
            <span className={cn(index === at ? "font-medium" : "text-muted", "max-sm:text-sm")}>
              {t(step)}
            </span>
          </>
        );
        return (
          <li
            key={step}
            aria-current={index === at ? "step" : undefined}
            className="flex min-w-0 flex-1 items-center gap-2"
          >
            {href ? (
              <Link href={href} className="flex items-center gap-1.5 rounded-sm hover:underline sm:gap-2">
                {look}
              </Link>
            ) : (
              <span className="flex items-center gap-1.5 sm:gap-2">{look}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
