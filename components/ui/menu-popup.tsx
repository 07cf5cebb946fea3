"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { AnchorPoint } from "./anchor-point";
import { cn } from "./cn";
import { Link } from "./link";
import type { Anchor, MenuAction, MenuItem } from "./menu-types";

/** The open menu at an anchor; loaded by Menu on demand. */
export function MenuPopup({
  label,
  items,
  anchor,
  align,
  onClose,
}: {
  label: string;
  items: readonly MenuItem[];
  anchor: Anchor;
  align: "start" | "end";
  onClose: () => void;
}) {
  return (
    <DropdownMenu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DropdownMenu.Trigger asChild>
        <AnchorPoint anchor={anchor} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          aria-labelledby={undefined}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-[60] max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-pop overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-pop"
        >
          {items.map((item, index) => {
            if ("separator" in item) {
              return (
                <DropdownMenu.Separator
                  key={`separator-${keyBefore(items, index)}`}
                  className="my-1 h-px bg-line"
                />
              );
            }
            if ("heading" in item) {
              return (
                <DropdownMenu.Label
                  key={`heading-${item.heading}`}
                  className="px-2 pt-1.5 pb-1 text-muted text-xs"
                >
                  {item.heading}
                </DropdownMenu.Label>
              );
            }
            return <MenuLine key={item.id} item={item} />;
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function keyBefore(items: readonly MenuItem[], index: number): string {
  const before = items[index - 1];
  return before && "id" in before ? before.id : String(index);
}

function MenuLine({ item }: { item: MenuAction }) {
  const content = (
    <>
      {item.icon ? <span className="mt-0.5 flex min-w-4 shrink-0 justify-center">{item.icon}</span> : null}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{item.label}</span>
        {item.hint ? <span className="block whitespace-normal text-muted text-xs">{item.hint}</span> : null}
      </span>
      {item.isChecked ? <Check size={15} aria-hidden className="mt-0.5 shrink-0 text-accent-ink" /> : null}
      {item.keys ? <span className="shrink-0 pl-3 text-faint text-xs leading-5">{item.keys}</span> : null}
    </>
  );
  const className = cn(
    "flex w-full cursor-pointer select-none items-start gap-2 rounded-sm px-2 py-1.5 text-left outline-none data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:opacity-55",
    item.isDangerous ? "text-danger-ink data-highlighted:bg-danger-soft" : "text-ink",
  );
  if (item.href && !item.isDisabled) {
    return (
      <DropdownMenu.Item asChild onSelect={() => item.onSelect?.()}>
        <Link href={item.href} className={className}>
          {content}
        </Link>
      </DropdownMenu.Item>
    );
  }
  if (item.isChecked !== undefined) {
    return (
      <DropdownMenu.CheckboxItem
        checked={item.isChecked}
        disabled={item.isDisabled}
        onSelect={() => item.onSelect?.()}
        className={className}
      >
        {content}
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.Item disabled={item.isDisabled} onSelect={() => item.onSelect?.()} className={className}>
      {content}
    </DropdownMenu.Item>
  );
}
