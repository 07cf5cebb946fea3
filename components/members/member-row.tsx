"use client";

import { MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { clientHref } from "@/components/entities/hrefs";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-types";
import { Timestamp } from "@/components/ui/timestamp";
import type { MemberRole } from "@/lib/contracts/members";

/** A member: online or not, role, muted or silenced, and what can be done with them. */
export const MemberRow = memo(function MemberRow({
  appId,
  clientId,
  isOnline,
  role,
  isMuted,
  silencedUntil,
  itemsFor,
}: {
  appId: string;
  clientId: string;
  /** Null while it is not known. */
  isOnline: boolean | null;
  role: MemberRole;
  isMuted: boolean;
  /** Null for good; undefined when not silenced. */
  silencedUntil: number | null | undefined;
  itemsFor: (clientId: string) => MenuItem[];
}) {
  const t = useTranslations("members");
  const presence = isOnline === null ? t("presenceUnknown") : isOnline ? t("online") : t("offline");
  return (
    <li className="group flex h-8 items-center gap-2 rounded-md px-1 [contain-intrinsic-height:32px] [content-visibility:auto] focus-within:bg-hover hover:bg-hover">
      <span className="relative shrink-0" data-tip={presence}>
        <Avatar id={clientId} size={20} />
        <span
          role="img"
          aria-label={presence}
          className={cn(
            "absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface",
            isOnline ? "bg-ok" : "bg-control",
            isOnline === null && "opacity-0",
          )}
        />
      </span>
      <Link
        href={clientHref(appId, clientId)}
        prefetch={false}
        className="min-w-0 truncate rounded-sm hover:underline"
      >
        <Bidi>{clientId}</Bidi>
      </Link>
      <span className="grow" />
      {role === "Member" ? null : <Badge tone="accent">{t(`roles.${role}`)}</Badge>}
      {silencedUntil === undefined ? null : (
        <Badge tone="warn">
          {silencedUntil === null
            ? t("silenced")
            : t.rich("silencedUntil", { time: () => <Timestamp value={silencedUntil} mode="short" /> })}
        </Badge>
      )}
      {isMuted ? <Badge>{t("muted")}</Badge> : null}
      <Menu
        label={t("menuFor", { name: clientId })}
        items={() => itemsFor(clientId)}
        trigger={(trigger) => (
          <IconButton label={t("menuFor", { name: clientId })} size="sm" {...trigger}>
            <MoreHorizontal size={15} aria-hidden />
          </IconButton>
        )}
      />
    </li>
  );
});
