"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

/**
 * A link to a place in the console: opens it without loading the document anew. It does what the console needs of
 * Next's own link at a fifth of its size; unless `prefetch` is false, a place is asked for as the pointer or the focus reaches it.
 */
export function Link({
  href,
  prefetch = true,
  onClick,
  onPointerEnter,
  onFocus,
  ...props
}: ComponentProps<"a"> & { href: string; prefetch?: boolean }) {
  const router = useRouter();
  const fetchAhead = () => {
    if (prefetch) router.prefetch(href);
  };
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        router.push(href);
      }}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        fetchAhead();
      }}
      onFocus={(event) => {
        onFocus?.(event);
        fetchAhead();
      }}
    />
  );
}

/** Whether a click means "go there": new tabs, windows and downloads are the browser's. */
function isPlain(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target } = event.currentTarget;
  const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
  return (
    !isModified && (target === "" || target === "_self") && !event.currentTarget.hasAttribute("download")
  );
}
