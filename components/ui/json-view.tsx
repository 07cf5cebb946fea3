"use client";

import { useTranslations } from "next-intl";
import { cn } from "./cn";
import { Code } from "./code";
import { CopyButton } from "./copy-button";
import { jsonText } from "./json-text";

/** Any JSON value, indented, with a copy button. */
export function JsonView({ value, className }: { value: unknown; className?: string }) {
  const t = useTranslations("common.actions");
  const text = jsonText(value);
  return (
    <div className={cn("relative", className)}>
      <Code isBlock className="max-h-96 pr-9 [overflow-wrap:anywhere] whitespace-pre-wrap">
        {text}
      </Code>
      <CopyButton text={text} label={t("copy")} className="absolute top-2 right-2 bg-sunken" />
    </div>
  );
}
