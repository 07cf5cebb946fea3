"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Field } from "./field";
import { MarkedTextarea } from "./marked-textarea";
import { type JsonError, parseJson } from "./parse-json";

/** A text area for JSON. The mistake's line and column are said, and "Format" indents what is valid. */
export function JsonEditor({
  label,
  name,
  hint,
  value,
  onValueChange,
  isObject = false,
  error,
  minRows = 6,
  maxRows = 20,
  isRequired = false,
  autoFocus = false,
  className,
}: {
  label: string;
  name?: string;
  hint?: string;
  value: string;
  onValueChange: (value: string) => void;
  isObject?: boolean;
  /** An error from elsewhere (the server), shown when the JSON itself is valid. */
  error?: string;
  minRows?: number;
  maxRows?: number;
  isRequired?: boolean;
  autoFocus?: boolean;
  className?: string;
}) {
  const t = useTranslations("common.json");
  const isBlank = value.trim() === "";
  const result = useMemo(() => parseJson(value, { isObject }), [value, isObject]);
  const say = ({ kind, line, column }: JsonError) =>
    kind === "notObject" ? t("notObject") : t("invalidAt", { line, column });
  const message = isBlank || result.ok ? error : say(result.error);
  return (
    <Field
      label={label}
      hint={hint}
      error={message}
      isRequired={isRequired}
      className={className}
      counter={
        <button
          type="button"
          disabled={!result.ok}
          onClick={() => result.ok && onValueChange(JSON.stringify(result.value, null, 2))}
          className="rounded-sm text-accent-ink text-xs hover:underline disabled:text-faint disabled:no-underline"
        >
          {t("format")}
        </button>
      }
    >
      {(control) => (
        <MarkedTextarea
          {...control}
          name={name}
          isMono
          mark={isBlank || result.ok || result.error.kind === "notObject" ? null : result.error}
          dir="ltr"
          value={value}
          minRows={minRows}
          maxRows={maxRows}
          autoFocus={autoFocus}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
