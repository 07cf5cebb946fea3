"use client";

import { useEffect, useRef } from "react";
import { cn } from "./cn";
import { Link } from "./link";
import { tabClass, tabListClass } from "./tab-look";

/** Tabs that are places: each has its URL. Where not all of them fit, the chosen one is in view. */
export function LinkTabs({
  label,
  items,
  className,
}: {
  label: string;
  items: readonly { href: string; label: string; count?: number | string; isActive: boolean }[];
  className?: string;
}) {
  const nav = useRef<HTMLElement>(null);
  const active = items.find((item) => item.isActive)?.href;
  useEffect(() => {
    if (active === undefined) return;
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  return (
    <nav ref={nav} aria-label={label} className={cn(tabListClass, className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.isActive ? "page" : undefined}
          className={tabClass(item.isActive)}
        >
          {item.label}
          {item.count === undefined ? null : <span className="text-faint text-xs">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
