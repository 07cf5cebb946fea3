"use client";

import { type ReactNode, useState } from "react";
import { dynamic } from "./dynamic";
import type { MenuItem, MenuItems } from "./menu-types";
import { useAnchor } from "./use-anchor";

const MenuPopup = dynamic(() => import("./menu-popup").then((module) => module.MenuPopup));

/** A menu on right click (and the context-menu key) of what it wraps. Shift and right click gives the browser's. */
export function ContextMenu({
  label,
  items,
  className,
  children,
}: {
  label: string;
  items: MenuItems;
  className?: string;
  children: ReactNode;
}) {
  const { anchor, openAt, openAtPoint, close } = useAnchor();
  const [shown, setShown] = useState<readonly MenuItem[]>([]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same actions are always offered by a button too.
    <div
      className={className}
      onContextMenu={(event) => {
        if (event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        setShown(typeof items === "function" ? items() : items);
        if (event.clientX === 0 && event.clientY === 0) openAt(event.currentTarget);
        else openAtPoint(event.clientX, event.clientY);
      }}
    >
      {children}
      {anchor ? (
        <MenuPopup label={label} items={shown} anchor={anchor} align="start" onClose={close} />
      ) : null}
    </div>
  );
}
