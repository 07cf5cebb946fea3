"use client";

import { Keyboard, Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { AppSwitcher } from "./app-switcher";
import { appDestinations, consoleDestinations, type Destination, isAt } from "./navigation";
import { PaletteKeys } from "./palette-keys";
import { useCan, useCurrentApp, useSession } from "./session-context";
import { useShell } from "./shell-state";

/** The left rail: app, its sections, the console's sections, the operator. */
export function Rail() {
  const t = useTranslations("shell");
  const { operator } = useSession();
  const app = useCurrentApp();
  const can = useCan();
  const { setPaletteOpen, setKeysOpen, setRailOpen } = useShell();
  const pathname = usePathname();
  const isOpen = (item: Destination) => !item.needs || can(item.needs);
  const toLink = (item: Destination) => <RailLink key={item.id} item={item} />;
  return (
    <div className="flex h-full flex-col gap-2 p-2">
      <AppSwitcher />
      <button
        type="button"
        onClick={() => {
          setRailOpen(false);
          setPaletteOpen(true);
        }}
        className="flex h-8 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-muted hover:bg-hover hover:text-ink"
      >
        <Search size={15} aria-hidden />
        <span className="flex-1 text-left">{t("palette")}</span>
        <PaletteKeys />
      </button>
      <nav aria-label={t("sections")} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {app ? appDestinations(app).filter(isOpen).map(toLink) : null}
        <hr className="my-2" />
        {consoleDestinations.filter(isOpen).map(toLink)}
      </nav>
      <div className="flex items-center gap-1 border-t pt-2">
        <Link
          href="/account"
          aria-current={isAt(pathname, "/account") ? "page" : undefined}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 hover:bg-hover aria-[current=page]:bg-selected"
        >
          <Avatar id={operator.email} size={24} />
          <span className="min-w-0 truncate">{operator.name || operator.email}</span>
        </Link>
        <IconButton
          label={t("keys.title")}
          keys="?"
          onClick={() => setKeysOpen(true)}
          className="max-md:hidden"
        >
          <Keyboard size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

function RailLink({ item }: { item: Destination }) {
  const t = useTranslations("shell.nav");
  const pathname = usePathname();
  const isActive = isAt(pathname, item.href);
  return (
    <Link
      href={item.href}
      aria-current={isActive ? "page" : undefined}
      className={cn(
        "flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2 max-md:h-10",
        isActive ? "bg-selected font-medium text-accent-ink" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      <item.Icon size={16} aria-hidden className="shrink-0" />
      <span className="truncate">{t(item.id)}</span>
    </Link>
  );
}
