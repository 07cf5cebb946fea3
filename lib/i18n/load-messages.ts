import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Locale } from "./locales";

export type Messages = { [key: string]: string | Messages };

const root = path.join(process.cwd(), "lib", "i18n", "messages");
const cache = new Map<Locale, Promise<Messages>>();

/** Every `<namespace>.json` of a language as one object keyed by namespace. Read once in production. */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = process.env.NODE_ENV === "production" ? cache.get(locale) : undefined;
  if (known) return known;
  const loading = readNamespaces(path.join(root, locale));
  cache.set(locale, loading);
  return loading;
}

async function readNamespaces(folder: string): Promise<Messages> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const entries = await Promise.all(
    files.map(async (name): Promise<[string, Messages]> => {
      const text = await readFile(path.join(folder, name), "utf8");
      return [name.slice(0, -".json".length), JSON.parse(text) as Messages];
    }),
  );
  return Object.fromEntries(entries);
}
