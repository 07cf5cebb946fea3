"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/**
 * Parts of a table. From 768 px on it is a table with a sticky header; below, each row becomes two lines: cells
 * marked `title` and `end` on the first, `meta` on the second, `hide` not at all.
 */
export function Table({
  label,
  minWidth,
  className,
  children,
}: {
  label: string;
  minWidth?: number;
  className?: string;
  children: ReactNode;
}) {
  return (
    <table
      aria-label={label}
      style={minWidth ? { minWidth: `min(${minWidth}px, 100%)` } : undefined}
      className={cn("w-full border-separate border-spacing-0 text-left max-md:block", className)}
    >
      {children}
    </table>
  );
}

/** The sticky header row; hidden under 768 px. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="sticky top-0 z-10 bg-surface max-md:sr-only">
      <tr>{children}</tr>
    </thead>
  );
}

/** A column's name; with `onSort` it is a button that says the order. */
export function HeaderCell({
  children,
  sort,
  onSort,
  align = "left",
  className,
}: {
  children?: ReactNode;
  sort?: "asc" | "desc" | "none";
  onSort?: () => void;
  align?: "left" | "right" | "center";
  className?: string;
}) {
  const ariaSort = sort === "asc" ? "ascending" : sort === "desc" ? "descending" : undefined;
  return (
    <th
      scope="col"
      aria-sort={ariaSort}
      className={cn(
        "h-8 whitespace-nowrap border-line border-b bg-surface px-3 font-medium text-muted text-xs first:pl-4 last:pr-4",
        align === "right" && "text-right",
        align === "center" && "text-center",
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 font-medium hover:text-ink"
        >
          {children}
          {sort === "asc" ? <ArrowUp size={12} aria-hidden /> : null}
          {sort === "desc" ? <ArrowDown size={12} aria-hidden /> : null}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** Holds the rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="max-md:block">{children}</tbody>;
}

/** A row. `isActive` is the keyboard's place in the list; `onOpen` makes a click anywhere on it open it. */
export function TableRow({
  isSelected = false,
  isActive = false,
  onOpen,
  className,
  children,
  ...props
}: ComponentProps<"tr"> & { isSelected?: boolean; isActive?: boolean; onOpen?: () => void }) {
  return (
    <tr
      {...props}
      aria-selected={isSelected || undefined}
      data-active={isActive || undefined}
      onClick={
        onOpen
          ? (event) => {
              const target = event.target instanceof Element ? event.target : null;
              const isControl = target?.closest("a,button,input,select,label,[role=menuitem]");
              if (!isControl && !window.getSelection()?.toString()) onOpen();
            }
          : undefined
      }
      className={cn(
        "group/row scroll-mt-9 max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-2 max-md:gap-y-0.5 max-md:border-b max-md:px-3 max-md:py-2 max-md:relative max-md:has-data-[mobile=select]:pl-10 max-md:before:order-3 max-md:before:basis-full max-md:before:content-['']",
        isSelected ? "bg-selected" : "hover:bg-hover",
        isActive && "shadow-[inset_2px_0_0_var(--accent)]",
        onOpen && "cursor-pointer",
        className,
      )}
    >
      {children}
    </tr>
  );
}

const mobilePlaces = {
  select: "max-md:absolute max-md:top-2 max-md:left-3",
  title: "max-md:order-1 max-md:flex-1 max-md:font-medium",
  end: "max-md:order-2 max-md:shrink-0 max-md:text-right",
  meta: "max-md:order-4 max-md:max-w-full max-md:text-muted max-md:text-sm max-md:empty:hidden",
  hide: "max-md:hidden",
} as const;

/** A cell; `mobile` says where it goes in the two-line form. */
export function Cell({
  mobile = "meta",
  align = "left",
  isMono = false,
  isTruncated = false,
  className,
  children,
  ...props
}: Omit<ComponentProps<"td">, "align"> & {
  mobile?: keyof typeof mobilePlaces;
  align?: "left" | "right" | "center";
  isMono?: boolean;
  isTruncated?: boolean;
}) {
  return (
    <td
      {...props}
      data-mobile={mobile}
      className={cn(
        "border-line px-3 md:h-(--row-height) md:first:pl-4 md:last:pr-4 md:border-b md:py-(--cell-y) max-md:block max-md:w-auto max-md:min-w-0 max-md:px-0",
        mobilePlaces[mobile],
        align === "right" && "md:text-right",
        align === "center" && "md:text-center",
        isMono && "font-mono text-sm",
        isTruncated && "truncate md:max-w-0",
        className,
      )}
    >
      {children}
    </td>
  );
}
