"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJson } from "@/components/ui/parse-json";

const applyAfterMs = 500;

/** The same filters as raw `where`. What is valid is applied a moment after typing; what is not stays marked here. */
export function WhereEditor({
  where,
  onWhereChange,
  error,
  autoFocus,
}: {
  where: string;
  onWhereChange: (where: string) => void;
  error?: string;
  autoFocus: boolean;
}) {
  const t = useTranslations("conversations.filters");
  const [applied, setApplied] = useState(where);
  const [text, setText] = useState(() => indent(where));
  if (where !== applied) {
    setApplied(where);
    if (compact(text) !== where) setText(indent(where));
  }
  useEffect(() => {
    const next = compact(text);
    if (next === null || next === where) return;
    const timer = setTimeout(() => onWhereChange(next), applyAfterMs);
    return () => clearTimeout(timer);
  }, [text, where, onWhereChange]);
  return (
    <JsonEditor
      label={t("where")}
      hint={t("whereHint")}
      isObject
      value={text}
      onValueChange={setText}
      minRows={3}
      maxRows={12}
      error={error}
      autoFocus={autoFocus}
    />
  );
}

function indent(where: string): string {
  const parsed = parseJson(where, { isObject: true });
  return parsed.ok ? JSON.stringify(parsed.value, null, 2) : where;
}

/** The text as it stands in the address; null when it is not valid. */
function compact(text: string): string | null {
  if (text.trim() === "") return "";
  const parsed = parseJson(text, { isObject: true });
  if (!parsed.ok) return null;
  const short = JSON.stringify(parsed.value);
  return short === "{}" ? "" : short;
}
