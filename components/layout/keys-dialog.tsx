"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "./mod-key";
import { listShortcuts } from "./shortcut-registry";

/** The keys of the page and those that work everywhere. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell.keys");
  const [groups] = useState(listShortcuts);
  const mod = useModKey();
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="md">
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <section key={group.scope}>
            <h3 className="mb-1 text-muted text-xs">{group.scope}</h3>
            <ul>
              {group.shortcuts.map((shortcut) => (
                <li
                  key={shortcut.keys}
                  className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0"
                >
                  <span>{shortcut.label}</span>
                  <Kbd keys={displayKeys(shortcut.keys, mod)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const names: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  shift: "⇧",
  alt: "⌥",
};

function displayKeys(keys: string, mod: string): string {
  return keys
    .split(" ")
    .map((chord) =>
      chord
        .split("+")
        .map((key) => (key === "mod" ? mod : (names[key] ?? (key.length === 1 ? key.toUpperCase() : key))))
        .join(" "),
    )
    .join(" ");
}
