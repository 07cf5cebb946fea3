"use client";

import { type ReactNode, useState } from "react";
import { dynamic } from "./dynamic";
import type { MenuItem, MenuItems, TriggerProps } from "./menu-types";
import { useAnchor } from "./use-anchor";

const loadPopup = () => import("./menu-popup").then((module) => module.MenuPopup);
const MenuPopup = dynamic(loadPopup);

/** A button's menu. The trigger is a plain button until it is used: lists of any length stay light. */
export function Menu({
  label,
  items,
  align = "end",
  trigger,
}: {
  label: string;
  items: MenuItems;
  align?: "start" | "end";
  trigger: (props: TriggerProps) => ReactNode;
}) {
  const { anchor, openAt, close } = useAnchor();
  const [shown, setShown] = useState<readonly MenuItem[]>([]);
  const open = (element: HTMLElement) => {
    setShown(typeof items === "function" ? items() : items);
    openAt(element);
  };
  return (
    <>
      {trigger({
        onClick: (event) => {
          event.stopPropagation();
          open(event.currentTarget);
        },
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          open(event.currentTarget);
        },
        onPointerEnter: () => void loadPopup(),
        "aria-haspopup": "menu",
        "aria-expanded": anchor !== null,
      })}
      {anchor ? (
        <MenuPopup label={label} items={shown} anchor={anchor} align={align} onClose={close} />
      ) : null}
    </>
  );
}
