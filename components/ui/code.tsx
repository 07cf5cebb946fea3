import type { ReactNode } from "react";
import { cn } from "./cn";

/** Inline code, or a block with its own scroll. */
export function Code({
  children,
  isBlock = false,
  className,
}: {
  children: ReactNode;
  isBlock?: boolean;
  className?: string;
}) {
  if (!isBlock) {
    return (
      <code
        className={cn(
          "rounded-sm bg-sunken px-1 font-mono text-[0.92em] [font-kerning:none] [overflow-wrap:anywhere]",
          className,
        )}
      >
        {children}
      </code>
    );
  }
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cn(
        // Letters of one width have no kerning; looking for it in a long text without a space takes minutes.
        "overflow-auto rounded-md border bg-sunken p-3 font-mono text-xs [font-kerning:none]",
        className,
      )}
    >
      <code>{children}</code>
    </pre>
  );
}
