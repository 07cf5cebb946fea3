"use client";

import { preferenceCookies } from "@/lib/i18n/locales";
import { lastAppCookie } from "./last-app";

const year = 31_536_000;

/** Keeps a preference for a year; an empty value forgets it. */
export function setPreference(name: keyof typeof preferenceCookies, value: string): void {
  keepCookie(preferenceCookies[name], value);
}

/** Keeps which app was open last. */
export function rememberApp(id: string): void {
  keepCookie(lastAppCookie, id);
}

function keepCookie(name: string, value: string): void {
  const age = value === "" ? 0 : year;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${age}; samesite=lax`;
}

/** Reads a preference cookie in the browser. */
export function getPreference(name: keyof typeof preferenceCookies): string | undefined {
  const prefix = `${preferenceCookies[name]}=`;
  const found = document.cookie.split("; ").find((part) => part.startsWith(prefix));
  return found ? decodeURIComponent(found.slice(prefix.length)) : undefined;
}
