import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

/** How text stands in a text area. */
export function textareaClass({ isMono = false }: { isMono?: boolean }): string {
  return cn(controlClass, "px-2.5 py-1.5 [overflow-wrap:anywhere]", isMono && "font-mono text-sm");
}

/** A text area that grows with what is typed, from `minRows` to `maxRows` lines. */
export function Textarea({
  isInvalid,
  isMono = false,
  minRows = 3,
  maxRows = 16,
  className,
  style,
  ...props
}: ComponentProps<"textarea"> & {
  isInvalid?: boolean;
  isMono?: boolean;
  minRows?: number;
  maxRows?: number;
}) {
  return (
    <textarea
      {...props}
      rows={minRows}
      aria-invalid={isInvalid || props["aria-invalid"] || undefined}
      style={{ minHeight: `${minRows * 20 + 14}px`, maxHeight: `${maxRows * 20 + 14}px`, ...style }}
      className={cn(textareaClass({ isMono }), "field-sizing-content resize-y", className)}
    />
  );
}
