import type { ReactNode } from "react";

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Shown at the end of the line, e.g. "⌘ C". */
  keys?: string;
  onSelect?: () => void;
  href?: string;
  isDisabled?: boolean;
  /** A second line: what it reaches, or why it is not possible. */
  hint?: string;
  isDangerous?: boolean;
  /** Set for choices: shows a tick. */
  isChecked?: boolean;
}

export type MenuItem = MenuAction | { separator: true } | { heading: string };

/** Items, or a function asked when the menu opens. */
export type MenuItems = readonly MenuItem[] | (() => readonly MenuItem[]);

export interface Anchor {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TriggerProps {
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
  onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void;
  onPointerEnter: () => void;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
}
