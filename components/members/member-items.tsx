import { AtSign, Ban, BellOff, Crown, Mic, MicOff, UserMinus, UserRound } from "lucide-react";
import { clientHref } from "@/components/entities/hrefs";
import type { MenuAction, MenuItem } from "@/components/ui/menu-types";
import type { MemberRole } from "@/lib/contracts/members";
import type { Permission } from "@/lib/contracts/session";
import type { MemberChange } from "@/lib/queries/members/mutations";

export type MemberDialog = { kind: "add" } | { kind: "silence" | "block"; clientId: string };

/** What can be done with a member: only what the role of the operator and the state of the member allow. */
export function memberItems({
  clientId,
  appId,
  t,
  can,
  role,
  isMuted,
  silencedUntil,
  listsTimed,
  run,
  onMention,
  onDialog,
}: {
  clientId: string;
  appId: string;
  t: (key: string) => string;
  can: (permission: Permission) => boolean;
  role: MemberRole;
  isMuted: boolean;
  /** Null for good; undefined when not silenced as far as is known. */
  silencedUntil: number | null | undefined;
  /** Whether the server tells who is silenced for a time. */
  listsTimed: boolean;
  run: (change: MemberChange) => Promise<unknown>;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
  onDialog: (dialog: MemberDialog) => void;
}): MenuItem[] {
  const clientIds = [clientId];
  const isSilenced = silencedUntil !== undefined;
  const act = (change: MemberChange) => () => void run(change);
  const groups: (MenuAction | false)[][] = [
    [
      {
        id: "client",
        label: t("menu.client"),
        icon: <UserRound size={15} />,
        href: clientHref(appId, clientId),
      },
      onMention !== null && {
        id: "mention",
        label: t("menu.mention"),
        icon: <AtSign size={15} />,
        onSelect: () => onMention(clientId),
      },
    ],
    [
      can("member.role") &&
        role !== "Owner" && {
          id: "role",
          label: t(role === "Manager" ? "menu.makeMember" : "menu.makeManager"),
          hint: t(role === "Manager" ? "menu.makeMemberHint" : "menu.makeManagerHint"),
          icon: <Crown size={15} />,
          onSelect: act({ action: "role", clientId, role: role === "Manager" ? "Member" : "Manager" }),
        },
      can("member.mute") && {
        id: "mute",
        label: t(isMuted ? "menu.unmute" : "menu.mute"),
        hint: isMuted ? undefined : t("menu.muteHint"),
        icon: <BellOff size={15} />,
        onSelect: act({ action: isMuted ? "unmute" : "mute", clientIds }),
      },
      can("member.silence") && {
        id: "silence",
        label: t(isSilenced ? "menu.unsilence" : "menu.silence"),
        hint: isSilenced ? undefined : t("menu.silenceHint"),
        icon: isSilenced ? <Mic size={15} /> : <MicOff size={15} />,
        onSelect: isSilenced
          ? act({ action: "unsilence", clientIds, until: silencedUntil })
          : () => onDialog({ kind: "silence", clientId }),
      },
      can("member.silence") &&
        !isSilenced &&
        !listsTimed && {
          id: "unsilence",
          label: t("menu.unsilence"),
          hint: t("menu.unsilenceHint"),
          icon: <Mic size={15} />,
          onSelect: act({ action: "unsilence", clientIds }),
        },
    ],
    [
      can("conversation.edit") && {
        id: "remove",
        label: t("menu.remove"),
        hint: t("menu.removeHint"),
        icon: <UserMinus size={15} />,
        isDangerous: true,
        onSelect: act({ action: "remove", clientIds }),
      },
      can("member.block") && {
        id: "block",
        label: t("menu.block"),
        hint: t("menu.blockHint"),
        icon: <Ban size={15} />,
        isDangerous: true,
        onSelect: () => onDialog({ kind: "block", clientId }),
      },
    ],
  ];
  return groups
    .map((group) => group.filter((item) => item !== false))
    .filter((group) => group.length > 0)
    .flatMap((group, index): MenuItem[] => (index === 0 ? group : [{ separator: true }, ...group]));
}
