"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { JsonView } from "@/components/ui/json-view";

/** A message as it will arrive: its words, and the body for anything that is not plain text. */
export function MessagePreview({ from, data }: { from: string; data: string }) {
  const t = useTranslations("broadcasts.check");
  const body = readBody(data);
  return (
    <figure aria-label={t("preview")} className="rounded-lg border border-line-strong p-3">
      <div className="flex items-center gap-2">
        <Avatar id={from} size={20} />
        <Bidi className="truncate font-medium">{from}</Bidi>
      </div>
      {body.text === null ? null : (
        <p className="mt-2 max-h-60 overflow-y-auto whitespace-pre-wrap">
          <Bidi>{body.text}</Bidi>
        </p>
      )}
      {body.json === null ? null : (
        <div className="mt-2 max-h-60 overflow-y-auto">
          <JsonView value={body.json} />
        </div>
      )}
    </figure>
  );
}

function readBody(data: string): { text: string | null; json: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { text: data, json: null };
  }
  if (typeof value !== "object" || value === null) return { text: data, json: null };
  const text = "_lctext" in value && typeof value._lctext === "string" ? value._lctext : null;
  const isPlainText = "_lctype" in value && value._lctype === -1 && Object.keys(value).length === 2;
  return { text, json: isPlainText ? null : value };
}
