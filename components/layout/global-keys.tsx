"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { dynamic } from "@/components/ui/dynamic";
import { useEverOpen } from "@/components/ui/use-ever-open";
import { appDestinations, consoleDestinations, type Destination } from "./navigation";
import { useCan, useCurrentApp } from "./session-context";
import { useShell } from "./shell-state";
import { useShortcuts } from "./use-shortcuts";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette));
const KeysDialog = dynamic(() => import("./keys-dialog").then((module) => module.KeysDialog));

/** The keys that work everywhere, and what they open. */
export function GlobalKeys() {
  const t = useTranslations("shell");
  const router = useRouter();
  const app = useCurrentApp();
  const can = useCan();
  const { isPaletteOpen, setPaletteOpen, isKeysOpen, setKeysOpen } = useShell();
  const wasPaletteOpened = useEverOpen(isPaletteOpen);

  const all: Destination[] = [...(app ? appDestinations(app) : []), ...consoleDestinations];
  const places = all.filter((place) => place.key && (!place.needs || can(place.needs)));
  useShortcuts(t("keys.everywhere"), [
    { keys: "mod+k", label: t("keys.palette"), run: () => setPaletteOpen(!isPaletteOpen) },
    { keys: "?", label: t("keys.list"), run: () => setKeysOpen(true) },
    { keys: "/", label: t("keys.search"), run: () => openSearch() || setPaletteOpen(true) },
    ...places.map((place) => ({
      keys: `g ${place.key}`,
      label: t("keys.goTo", { place: t(`nav.${place.id}`) }),
      run: () => router.push(place.href),
    })),
    { keys: "Escape", label: t("keys.close"), run: () => false },
  ]);

  return (
    <>
      {wasPaletteOpened ? <CommandPalette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} /> : null}
      {isKeysOpen ? <KeysDialog onClose={() => setKeysOpen(false)} /> : null}
    </>
  );
}

function openSearch(): boolean {
  const search =
    document.querySelector<HTMLElement>("input[data-page-search]") ??
    document.querySelector<HTMLElement>("[data-page-search]");
  if (!search) return false;
  search.focus();
  if (search instanceof HTMLInputElement) search.select();
  // Where the page's search is a page of its own.
  else search.click();
  return true;
}
