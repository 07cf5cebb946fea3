"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

/** A search box. With `isPageSearch` the `/` key focuses it; `onDown` goes on to what was found. */
export function SearchInput({
  value,
  onValueChange,
  placeholder,
  isPageSearch = false,
  onDown,
  onBlur,
  size = "md",
  className,
}: {
  value: string;
  onValueChange: (value: string) => void;
  placeholder: string;
  isPageSearch?: boolean;
  /** The arrow down was pressed. */
  onDown?: () => void;
  onBlur?: () => void;
  size?: "md" | "sm";
  className?: string;
}) {
  const t = useTranslations("common.actions");
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className={cn("relative block", className)}>
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-faint"
      />
      <input
        ref={input}
        type="search"
        value={value}
        aria-label={placeholder}
        placeholder={placeholder}
        data-page-search={isPageSearch || undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.stopPropagation();
            onValueChange("");
          } else if (event.key === "Escape") event.currentTarget.blur();
          else if (event.key === "ArrowDown" && onDown && !event.nativeEvent.isComposing) {
            event.preventDefault();
            onDown();
          }
        }}
        className={cn(
          controlClass,
          "pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden",
          size === "md" ? "h-8" : "h-7 text-sm",
        )}
      />
      {value === "" ? null : (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
          className="absolute inset-y-1 right-1 flex w-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
