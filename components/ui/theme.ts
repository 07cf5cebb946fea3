"use client";

import { useSyncExternalStore } from "react";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The script of theme-script.tsx reads it too. */
const storageKey = "parley_theme";
const darkQuery = "(prefers-color-scheme: dark)";
const listeners = new Set<() => void>();

/** What was chosen in this browser, or null. */
export function storedTheme(): Theme | null {
  try {
    const stored = window.localStorage.getItem(storageKey);
    return themes.find((theme) => theme === stored) ?? null;
  } catch {
    return null;
  }
}

/** Chooses a theme for this browser; all tabs follow. */
export function setTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(storageKey, theme);
  } catch {
    // Without storage it holds until the page is loaded anew.
  }
  apply(theme);
}

/** The chosen theme, and whether it is dark now; on the server the system's, light. */
export function useTheme(): { theme: Theme; isDark: boolean } {
  const theme = useSyncExternalStore(subscribe, getTheme, () => "system" as const);
  const isDark = useSyncExternalStore(subscribe, getIsDark, () => false);
  return { theme, isDark };
}

/** Keeps the page in the theme that the system or another tab changes to. */
export function followTheme(): () => void {
  const system = window.matchMedia(darkQuery);
  const follow = () => apply(getTheme());
  const hear = (event: StorageEvent) => {
    if (event.key === storageKey) follow();
  };
  system.addEventListener("change", follow);
  window.addEventListener("storage", hear);
  return () => {
    system.removeEventListener("change", follow);
    window.removeEventListener("storage", hear);
  };
}

const getTheme = (): Theme => storedTheme() ?? "system";
const getIsDark = () => document.documentElement.classList.contains("dark");

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply(theme: Theme) {
  const isDark = theme === "system" ? window.matchMedia(darkQuery).matches : theme === "dark";
  const { classList } = document.documentElement;
  // Everything changes at once, not each thing by its own transition.
  classList.add("no-transitions");
  classList.toggle("dark", isDark);
  window.getComputedStyle(document.body).getPropertyValue("color");
  requestAnimationFrame(() => classList.remove("no-transitions"));
  for (const listener of listeners) listener();
}
