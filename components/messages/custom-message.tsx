"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { JsonView } from "@/components/ui/json-view";
import { RichText } from "./rich-text";

/** A message of the app's own kind: its text, and the whole body as JSON on request. */
export function CustomMessage({ type, text, body }: { type: number; text: string | null; body: unknown }) {
  const t = useTranslations("messages");
  return (
    <div className="flex flex-col items-start gap-1">
      <Badge>
        <span className="font-mono">_lctype {type}</span>
      </Badge>
      {text ? <RichText text={text} /> : null}
      <Folded label={t("showJson")} value={body} />
    </div>
  );
}

/** A body that is JSON without a type: shown as what it is. */
export function UntypedJson({ body }: { body: unknown }) {
  const t = useTranslations("messages");
  return (
    <div className="flex flex-col items-start gap-1">
      <Badge>{t("untyped")}</Badge>
      <Folded label={t("showJson")} value={body} />
    </div>
  );
}

function Folded({ label, value }: { label: string; value: unknown }) {
  return (
    <details className="max-w-full text-sm">
      <summary className="w-fit rounded-sm text-muted hover:text-ink">{label}</summary>
      <JsonView value={value} className="mt-1 max-w-2xl" />
    </details>
  );
}
