"use client";

import { type KeyboardEvent, useRef } from "react";
import { cn } from "./cn";
import { tabClass, tabListClass } from "./tab-look";

/** Ties a panel to its tab: spread on the element that holds the tab's content. */
export function tabPanelProps(value: string) {
  return { role: "tabpanel" as const, id: `panel-${value}`, "aria-labelledby": `tab-${value}` };
}

/** Tabs within a page that do not change the URL. Arrow keys move between them. */
export function Tabs<Value extends string>({
  label,
  items,
  value,
  onValueChange,
  className,
}: {
  label: string;
  items: readonly { value: Value; label: string; count?: number | string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const handleKey = (event: KeyboardEvent) => {
    const index = items.findIndex((item) => item.value === value);
    const last = items.length - 1;
    const next = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index <= 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    const to = Object.entries(next).find(([key]) => key === event.key)?.[1];
    const target = to === undefined ? undefined : items[to];
    if (!target) return;
    event.preventDefault();
    onValueChange(target.value);
    list.current?.querySelector<HTMLElement>(`#tab-${CSS.escape(target.value)}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={cn(tabListClass, className)}>
      {items.map((item) => (
        <button
          key={item.value}
          id={`tab-${item.value}`}
          type="button"
          role="tab"
          aria-selected={item.value === value}
          aria-controls={item.value === value ? `panel-${item.value}` : undefined}
          tabIndex={item.value === value ? 0 : -1}
          onClick={() => onValueChange(item.value)}
          onKeyDown={handleKey}
          className={tabClass(item.value === value)}
        >
          {item.label}
          {item.count === undefined ? null : <span className="text-faint text-xs">{item.count}</span>}
        </button>
      ))}
    </div>
  );
}
