"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useFocusReturn } from "@/components/ui/focus-return";
import { Spinner } from "@/components/ui/spinner";
import { usePaletteSearch } from "./palette-search";
import { type PaletteItem, usePaletteStatic } from "./palette-static";

/** Search for and jump to anything: pages, conversations, clients, recent places, actions of the role. */
export function CommandPalette({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const t = useTranslations("shell.commands");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const search = usePaletteSearch(query);
  const fixed = usePaletteStatic(query);
  const [selected, setSelected] = useState<string | null>(null);
  const returnFocus = useFocusReturn(isOpen);
  useEffect(() => {
    if (!isOpen) return;
    return () => void requestAnimationFrame(returnFocus);
  }, [isOpen, returnFocus]);
  const groups = [...fixed.first, ...search.groups, ...fixed.last].filter((group) => group.items.length > 0);

  // Until someone moves, the first line is the chosen one, also when results arrive above it.
  const items = groups.flatMap((group) => group.items);
  const value = items.some((item) => item.id === selected) ? (selected ?? "") : (items[0]?.id ?? "");

  const choose = (item: PaletteItem) => {
    onOpenChange(false);
    setQuery("");
    if (item.href) router.push(item.href);
    else item.run?.();
  };

  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      label={t("title")}
      shouldFilter={false}
      value={value}
      onValueChange={setSelected}
      loop
      overlayClassName="fixed inset-0 z-50 bg-overlay animate-fade"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-raised shadow-pop animate-fade outline-none"
    >
      <div className="flex items-center gap-2 border-b px-4">
        <Command.Input
          value={query}
          onValueChange={(text) => {
            setQuery(text);
            setSelected(null);
          }}
          placeholder={t("placeholder")}
          className="h-12 w-full bg-transparent text-lg outline-none"
        />
        {search.isPending ? <Spinner /> : null}
      </div>
      <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
        {groups.map((group) => (
          <Command.Group
            key={group.heading}
            heading={group.heading}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
          >
            {group.items.map((item) => (
              <Command.Item
                key={item.id}
                value={item.id}
                onSelect={() => choose(item)}
                className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 data-[selected=true]:bg-selected"
              >
                <span aria-hidden className="flex size-5 shrink-0 items-center justify-center text-muted">
                  {item.icon}
                </span>
                <bdi className="min-w-0 flex-1 truncate">{item.label}</bdi>
                {item.detail ? (
                  <span className="max-w-[45%] shrink-0 truncate font-mono text-muted text-xs">
                    {item.detail}
                  </span>
                ) : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {groups.length === 0 ? (
          <Command.Empty className="px-3 py-8 text-center text-muted [overflow-wrap:anywhere]">
            {search.isPending ? t("searching") : t("empty", { query })}
          </Command.Empty>
        ) : null}
        {search.isFailed ? <p className="px-3 py-2 text-warn-ink text-sm">{t("failed")}</p> : null}
      </Command.List>
      <p className="border-t px-4 py-2 text-muted text-xs max-md:hidden">{t("hint")}</p>
    </Command.Dialog>
  );
}
