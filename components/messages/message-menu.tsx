"use client";

import {
  AtSign,
  Braces,
  CheckCheck,
  Copy,
  History,
  Link as LinkIcon,
  type LucideIcon,
  Pencil,
  ScrollText,
  Trash2,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Dispatch, SetStateAction } from "react";
import { auditHref, messageHref } from "@/components/entities/hrefs";
import { useApp, useCan } from "@/components/layout/session-context";
import { copyText } from "@/components/ui/copy-text";
import { dynamic } from "@/components/ui/dynamic";
import { leaveTo } from "@/components/ui/focus-return";
import type { Anchor, MenuAction } from "@/components/ui/menu-types";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { allowedActions, type MessageAction, messageText } from "./message-actions";

const MenuPopup = dynamic(() => import("@/components/ui/menu-popup").then((module) => module.MenuPopup));
const RawDialog = dynamic(() => import("./raw-dialog").then((module) => module.RawDialog));
const VersionsDialog = dynamic(() => import("./versions-dialog").then((module) => module.VersionsDialog));
const ChangeDialog = dynamic(() => import("./change-dialog").then((module) => module.ChangeDialog));

const DeliveryDialog = dynamic(() => import("./delivery-dialog").then((module) => module.DeliveryDialog));

export type MenuRequest = { message: Message; place?: HTMLElement | { x: number; y: number } } & {
  kind: "menu" | "raw" | "delivery" | "versions" | "recall" | "delete";
};

const icons: Record<MessageAction, LucideIcon> = {
  copyText: Copy,
  copyLink: LinkIcon,
  mention: AtSign,
  raw: Braces,
  delivery: CheckCheck,
  versions: History,
  audit: ScrollText,
  edit: Pencil,
  recall: Undo2,
  delete: Trash2,
};

/** One menu and its dialogs for the whole history. */
export function MessageMenu({
  appId,
  conversation,
  request,
  onRequest,
  onMention,
  onEdit,
  onDone,
}: {
  appId: string;
  conversation: Conversation;
  request: MenuRequest | null;
  onRequest: Dispatch<SetStateAction<MenuRequest | null>>;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
  onEdit: (message: Message) => void;
  /** Something was changed: what is shown should be renewed. */
  onDone: () => void;
}) {
  const t = useTranslations("messages");
  const { capabilities } = useApp();
  const can = useCan();
  if (!request) return null;
  const { message } = request;
  const close = () => onRequest(null);

  if (request.kind === "menu") {
    const run: Record<Exclude<MessageAction, "audit">, () => void> = {
      copyText: () => void copy(messageText(message) ?? "", t("copied.text")),
      copyLink: () => {
        const link = `${window.location.origin}${messageHref(appId, message)}`;
        void copy(link, t("copied.link"));
      },
      mention: () => onMention?.(message.from),
      raw: () => onRequest({ kind: "raw", message }),
      delivery: () => onRequest({ kind: "delivery", message }),
      versions: () => onRequest({ kind: "versions", message }),
      edit: () => onEdit(message),
      recall: () => onRequest({ kind: "recall", message }),
      delete: () => onRequest({ kind: "delete", message }),
    };
    const isForAll = conversation.kind === "service" && message.toClientId === null;
    const items = allowedActions(message, {
      can,
      capabilities,
      isForAll,
      mayMention: onMention !== null,
    }).map((action): MenuAction => {
      const Icon = icons[action];
      return {
        id: action,
        label: t(`menu.${action}`, { name: message.from }),
        hint: t.has(`menu.hints.${action}`) ? t(`menu.hints.${action}`) : undefined,
        icon: <Icon size={15} aria-hidden />,
        isDangerous: action === "delete" || action === "recall",
        ...(action === "audit" ? { href: auditHref(appId, message) } : { onSelect: run[action] }),
      };
    });
    return (
      <MenuPopup
        label={t("menu.label")}
        items={items}
        anchor={toAnchor(request.place)}
        align="end"
        onClose={() => closeMenu(request.place, onRequest)}
      />
    );
  }
  if (request.kind === "raw") return <RawDialog message={message} onClose={close} />;
  if (request.kind === "delivery") return <DeliveryDialog appId={appId} message={message} onClose={close} />;
  if (request.kind === "versions") return <VersionsDialog appId={appId} message={message} onClose={close} />;
  return (
    <ChangeDialog
      appId={appId}
      conversation={conversation}
      message={message}
      action={request.kind}
      onClose={() => {
        close();
        onDone();
      }}
    />
  );
}

/** A chosen action may have put a dialog in the menu's place; only the menu itself is closed. */
function closeMenu(place: MenuRequest["place"], onRequest: Dispatch<SetStateAction<MenuRequest | null>>) {
  onRequest((last) => (last?.kind === "menu" ? null : last));
  leaveTo(place instanceof HTMLElement ? place : null);
}

async function copy(text: string, done: string) {
  if (await copyText(text)) toast.success({ title: done });
}

function toAnchor(place: MenuRequest["place"]): Anchor {
  if (place instanceof HTMLElement) {
    const { left, top, width, height } = place.getBoundingClientRect();
    return { x: left, y: top, width, height };
  }
  return { x: place?.x ?? 0, y: place?.y ?? 0, width: 0, height: 0 };
}
