"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

/** A password input that can be made readable. */
export function PasswordInput({
  isInvalid,
  className,
  ...props
}: Omit<ComponentProps<"input">, "type"> & { isInvalid?: boolean }) {
  const t = useTranslations("common.actions");
  const [isShown, setIsShown] = useState(false);
  const label = t(isShown ? "hidePassword" : "showPassword");
  return (
    <span className={cn("relative block", className)}>
      <input
        {...props}
        type={isShown ? "text" : "password"}
        aria-invalid={isInvalid || props["aria-invalid"] || undefined}
        className={cn(controlClass, "h-8 pr-9 pl-2.5")}
      />
      <button
        type="button"
        aria-label={label}
        data-tip={label}
        aria-pressed={isShown}
        onClick={() => setIsShown((shown) => !shown)}
        className="absolute inset-y-1 right-1 flex w-7 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
      >
        {isShown ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
      </button>
    </span>
  );
}
