"use client";

import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { AnchorPoint } from "./anchor-point";
import type { Anchor } from "./menu-types";

/** The open popover at an anchor; loaded by Popover on demand. */
export function PopoverPopup({
  label,
  anchor,
  align,
  onClose,
  children,
}: {
  label: string;
  anchor: Anchor;
  align: "start" | "end";
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor asChild>
        <AnchorPoint anchor={anchor} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-[60] max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] animate-pop overflow-y-auto rounded-lg border border-line-strong bg-raised p-3 shadow-pop outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
