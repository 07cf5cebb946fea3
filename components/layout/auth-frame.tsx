"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSelect } from "./language-select";

/** The frame of the pages before the console: the name, one card, the language. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("auth");
  return (
    <div className="flex min-h-dvh flex-col items-center justify-between gap-8 px-4 py-8">
      <div aria-hidden className="h-7" />
      <main className="w-full max-w-sm">
        <p className="mb-6 flex items-center justify-center gap-2 font-semibold text-lg">
          <span
            aria-hidden
            className="flex size-8 items-center justify-center rounded-lg bg-accent text-on-accent"
          >
            <MessagesSquare size={18} />
          </span>
          {t("product")}
        </p>
        <div className="rounded-xl border bg-surface p-6">{children}</div>
      </main>
      <footer>
        <LanguageSelect />
      </footer>
    </div>
  );
}
