import { AtSign, Ban, BellOff, Crown, MicOff, UserMinus, UserRound } from "lucide-react";
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
  isSilenced,
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
  isSilenced: boolean;
  run: (change: MemberChange) => Promise<unknown>;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
  onDialog: (dialog: MemberDialog) => void;
}): MenuItem[] {
  const clientIds = [clientId];
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
        icon: <MicOff size={15} />,
        onSelect: isSilenced
          ? act({ action: "unsilence", clientIds })
          : () => onDialog({ kind: "silence", clientId }),
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
