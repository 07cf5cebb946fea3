"use client";

import {
  Clock,
  Eye,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Sun,
  UserRoundPlus,
  UserRoundSearch,
} from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { setTheme } from "@/components/ui/theme";
import { signOut } from "@/lib/queries/session/mutations";
import { AppMark } from "./app-mark";
import { appDestinations, consoleDestinations, type Destination } from "./navigation";
import { setPreference } from "./preferences";
import { recentPlaces } from "./recent-places";
import { useCan, useCurrentApp, useSession } from "./session-context";

export interface PaletteItem {
  id: string;
  label: string;
  detail?: string;
  icon: ReactNode;
  href?: string;
  run?: () => void;
}

export interface PaletteGroup {
  heading: string;
  items: PaletteItem[];
}

/** Everything the palette knows without asking: recent places and pages first, actions and apps last. */
export function usePaletteStatic(query: string): { first: PaletteGroup[]; last: PaletteGroup[] } {
  const t = useTranslations("shell");
  const here = usePathname();
  const recent = recentPlaces().filter((place) => place.href !== here);
  const pages = usePages();
  const actions = useActions();
  const apps = useApps();
  const direct = useDirect(query);
  const keep = (items: PaletteItem[]) => items.filter((item) => matches(item.label, query));
  return {
    first: [
      {
        heading: t("commands.groups.recent"),
        items: keep(
          recent.map((place) => ({
            id: `recent-${place.href}`,
            label: place.label,
            icon: <Clock size={16} />,
            href: place.href,
          })),
        ).slice(0, 5),
      },
      { heading: t("commands.groups.pages"), items: keep(pages) },
    ],
    last: [
      { heading: t("commands.groups.actions"), items: [...keep(actions), ...direct] },
      { heading: t("commands.groups.apps"), items: keep(apps) },
    ],
  };
}

/** Every word of the query occurs in the label. */
function matches(label: string, query: string): boolean {
  const text = label.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function usePages(): PaletteItem[] {
  const t = useTranslations("shell.nav");
  const app = useCurrentApp();
  const can = useCan();
  const places: Destination[] = [...(app ? appDestinations(app) : []), ...consoleDestinations];
  return [
    ...places
      .filter((place) => !place.needs || can(place.needs))
      .map((place) => ({
        id: `page-${place.id}`,
        label: t(place.id),
        detail: place.key ? `g ${place.key}` : undefined,
        icon: <place.Icon size={16} />,
        href: place.href,
      })),
    ...(app
      ? [
          {
            id: "page-watch-list",
            label: t("watchList"),
            icon: <Eye size={16} />,
            href: `/apps/${app.id}/clients?view=watch-list`,
          },
        ]
      : []),
    { id: "page-account", label: t("account"), icon: <UserRoundSearch size={16} />, href: "/account" },
  ];
}

function useActions(): PaletteItem[] {
  const t = useTranslations("shell.commands");
  const router = useRouter();
  const locale = useLocale();
  const app = useCurrentApp();
  const can = useCan();
  const base = app ? `/apps/${app.id}` : null;
  const plus = <Plus size={16} />;
  const create: (PaletteItem | false)[] = [
    base !== null &&
      can("conversation.create") && {
        id: "new-conversation",
        label: t("newConversation"),
        icon: plus,
        href: `${base}/conversations?new=true`,
      },
    base !== null &&
      can("broadcast.send") && {
        id: "new-broadcast",
        label: t("newBroadcast"),
        icon: plus,
        href: `${base}/broadcasts/new`,
      },
    can("operator.manage") && {
      id: "invite",
      label: t("inviteOperator"),
      icon: <UserRoundPlus size={16} />,
      href: "/operators?invite=true",
    },
    can("app.manage") && { id: "add-app", label: t("addApp"), icon: plus, href: "/apps?new=true" },
  ];
  return [
    ...create.filter((item) => item !== false),
    { id: "theme-light", label: t("themeLight"), icon: <Sun size={16} />, run: () => setTheme("light") },
    { id: "theme-dark", label: t("themeDark"), icon: <Moon size={16} />, run: () => setTheme("dark") },
    {
      id: "theme-system",
      label: t("themeSystem"),
      icon: <Monitor size={16} />,
      run: () => setTheme("system"),
    },
    {
      id: "language",
      label: t("language"),
      icon: <Languages size={16} />,
      run: () => {
        setPreference("locale", locale === "en" ? "zh-CN" : "en");
        router.refresh();
      },
    },
    {
      id: "sign-out",
      label: t("signOut"),
      icon: <LogOut size={16} />,
      run: () => void signOut().then(() => window.location.assign("/sign-in")),
    },
  ];
}

function useApps(): PaletteItem[] {
  const t = useTranslations("shell.environment");
  const { apps } = useSession();
  if (apps.length < 2) return [];
  return apps.map((app) => ({
    id: `app-${app.id}`,
    label: app.name,
    detail: t(app.environment),
    icon: <AppMark app={app} className="size-5" />,
    href: `/apps/${app.id}/conversations`,
  }));
}

/** Opening what was typed as an id, without a search: works while the IM server cannot be asked. */
function useDirect(query: string): PaletteItem[] {
  const t = useTranslations("shell.commands");
  const app = useCurrentApp();
  const id = query.trim();
  if (!app || id === "" || id.length > 64) return [];
  const path = encodeURIComponent(id);
  const client: PaletteItem = {
    id: "direct-client",
    label: t("openClient", { id }),
    icon: <UserRoundSearch size={16} />,
    href: `/apps/${app.id}/clients/${path}`,
  };
  if (!/^[0-9a-f]{24}$/i.test(id)) return [client];
  const conversation: PaletteItem = {
    id: "direct-conversation",
    label: t("openConversation", { id }),
    icon: <UserRoundSearch size={16} />,
    href: `/apps/${app.id}/conversations/${path}`,
  };
  return [conversation, client];
}
