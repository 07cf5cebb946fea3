"use client";

import type { ReactNode } from "react";
import { dynamic } from "./dynamic";
import type { TriggerProps } from "./menu-types";
import { useAnchor } from "./use-anchor";

const loadPopup = () => import("./popover-popup").then((module) => module.PopoverPopup);
const PopoverPopup = dynamic(loadPopup);

/** A small panel at a button. */
export function Popover({
  label,
  align = "start",
  trigger,
  children,
}: {
  label: string;
  align?: "start" | "end";
  trigger: (props: TriggerProps) => ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const { anchor, openAt, close } = useAnchor();
  return (
    <>
      {trigger({
        onClick: (event) => openAt(event.currentTarget),
        onKeyDown: () => undefined,
        onPointerEnter: () => void loadPopup(),
        "aria-haspopup": "dialog",
        "aria-expanded": anchor !== null,
      })}
      {anchor ? (
        <PopoverPopup label={label} anchor={anchor} align={align} onClose={close}>
          {typeof children === "function" ? children(close) : children}
        </PopoverPopup>
      ) : null}
    </>
  );
}
