"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "./cn";
import { copyText } from "./copy-text";

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const t = useTranslations("common.actions");
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      aria-label={isCopied ? t("copied") : label}
      data-tip={isCopied ? t("copied") : label}
      onClick={async (event) => {
        event.stopPropagation();
        setIsCopied(await copyText(text));
      }}
      className={cn(
        "inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-ink",
        className,
      )}
    >
      {isCopied ? <Check size={13} aria-hidden className="text-ok-ink" /> : <Copy size={13} aria-hidden />}
    </button>
  );
}
