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

/** Puts the page in its theme and keeps it there when the system or another tab changes it. */
export function followTheme(): () => void {
  const system = window.matchMedia(darkQuery);
  // A page that the browser had to render alone, "not found" for one, came without the script.
  if (getIsDark() !== isDarkIn(getTheme())) apply(getTheme());
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

function isDarkIn(theme: Theme): boolean {
  return theme === "system" ? window.matchMedia(darkQuery).matches : theme === "dark";
}

function apply(theme: Theme) {
  const isDark = isDarkIn(theme);
  const { classList } = document.documentElement;
  // Everything changes at once, not each thing by its own transition.
  classList.add("no-transitions");
  classList.toggle("dark", isDark);
  window.getComputedStyle(document.body).getPropertyValue("color");
  requestAnimationFrame(() => classList.remove("no-transitions"));
  for (const listener of listeners) listener();
}
