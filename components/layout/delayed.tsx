"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Shows what is loading only after 150 ms, and says it once to those who listen. */
export function Delayed({ children, className }: { children: ReactNode; className?: string }) {
  const t = useTranslations("common.state");
  return (
    <div role="status" className={`animate-appear ${className ?? ""}`}>
      <span className="sr-only">{t("loading")}</span>
      {children}
    </div>
  );
}
