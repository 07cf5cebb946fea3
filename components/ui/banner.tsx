"use client";

import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

const looks = {
  neutral: { className: "border-line-strong bg-sunken text-ink", Icon: Info },
  accent: { className: "border-accent-line bg-accent-soft text-accent-ink", Icon: Info },
  ok: { className: "border-ok-line bg-ok-soft text-ok-ink", Icon: CircleCheck },
  warn: { className: "border-warn-line bg-warn-soft text-warn-ink", Icon: TriangleAlert },
  danger: { className: "border-danger-line bg-danger-soft text-danger-ink", Icon: OctagonAlert },
} as const;

/** A message that stays with the content it is about. Danger is announced at once. */
export function Banner({
  tone = "neutral",
  title,
  children,
  action,
  onDismiss,
  className,
}: {
  tone?: keyof typeof looks;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  className?: string;
}) {
  const t = useTranslations("common.actions");
  const { className: look, Icon } = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn("flex items-start gap-2.5 rounded-md border px-3 py-2 text-sm", look, className)}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
      {action}
      {onDismiss ? (
        <button
          type="button"
          aria-label={t("dismiss")}
          onClick={onDismiss}
          className="-my-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-hover"
        >
          <X size={14} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
