"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";

interface ShellState {
  isRailOpen: boolean;
  setRailOpen: (isOpen: boolean) => void;
  isPaletteOpen: boolean;
  setPaletteOpen: (isOpen: boolean) => void;
  isKeysOpen: boolean;
  setKeysOpen: (isOpen: boolean) => void;
}

const ShellContext = createContext<ShellState | null>(null);

/** What of the shell is open: the rail (on phones), the palette, the list of keys. */
export function ShellStateProvider({ children }: { children: ReactNode }) {
  const [isRailOpen, setRailOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isKeysOpen, setKeysOpen] = useState(false);
  const value = useMemo(
    () => ({ isRailOpen, setRailOpen, isPaletteOpen, setPaletteOpen, isKeysOpen, setKeysOpen }),
    [isRailOpen, isPaletteOpen, isKeysOpen],
  );
  return <ShellContext value={value}>{children}</ShellContext>;
}

/** The shell's state, for the shell's own parts. */
export function useShell(): ShellState {
  const value = use(ShellContext);
  if (!value) throw new Error("No ShellStateProvider above this component.");
  return value;
}
