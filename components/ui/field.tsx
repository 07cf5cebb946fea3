"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Label } from "./label";

export interface FieldControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-required": boolean | undefined;
  isInvalid: boolean;
}

/** A control with its name, what to know before typing, and what is wrong after. */
export function Field({
  label,
  hint,
  error,
  isRequired = false,
  counter,
  className,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string;
  isRequired?: boolean;
  counter?: ReactNode;
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
}) {
  const t = useTranslations("common.input");
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>
          {label}
          {isRequired ? (
            <span className="text-danger-ink" aria-hidden data-tip={t("required")}>
              {" *"}
            </span>
          ) : null}
        </Label>
        {counter}
      </div>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-required": isRequired || undefined,
        isInvalid: Boolean(error),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger-ink text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
}
