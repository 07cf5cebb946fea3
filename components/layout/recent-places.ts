"use client";

export interface RecentPlace {
  href: string;
  label: string;
  kind: "conversation" | "client";
}

const key = "parley_recent";
const keep = 8;

/** Remembers a conversation's or client's page in this browser; other pages are a key away anyway. */
export function rememberPlace(pathname: string, label: string): void {
  const kind = /^\/apps\/[^/]+\/(conversation|client)s\/[^/]+/.exec(pathname)?.[1];
  if (kind !== "conversation" && kind !== "client") return;
  const place: RecentPlace = { href: pathname, label, kind };
  const rest = recentPlaces().filter((item) => item.href !== pathname);
  try {
    localStorage.setItem(key, JSON.stringify([place, ...rest].slice(0, keep)));
  } catch {
    // Storage is full or forbidden: there are just no recent places.
  }
}

/** Places visited last, newest first. */
export function recentPlaces(): RecentPlace[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isPlace) : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is RecentPlace {
  if (typeof value !== "object" || value === null) return false;
  const { href, label, kind } = value as Record<string, unknown>;
  return (
    typeof href === "string" &&
    href.startsWith("/apps/") &&
    typeof label === "string" &&
    typeof kind === "string"
  );
}
