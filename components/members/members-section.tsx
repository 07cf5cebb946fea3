"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useMemberActions } from "@/components/entities/use-member-actions";
import { useCan } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SearchInput } from "@/components/ui/search-input";
import type { Conversation } from "@/lib/contracts/conversations";
import { memberRolesQueryOptions, presenceQueryOptions } from "@/lib/queries/members/queries";
import { type MemberDialog, memberItems } from "./member-items";
import { MemberRow } from "./member-row";
import { PanelSection } from "./panel-section";
import { useSilenced } from "./use-silenced";

const AddMembersDialog = dynamic(() =>
  import("./add-members-dialog").then((module) => module.AddMembersDialog),
);
const SilenceDialog = dynamic(() => import("./silence-dialog").then((module) => module.SilenceDialog));
const BlockDialog = dynamic(() => import("./block-dialog").then((module) => module.BlockDialog));
const searchFrom = 9;
const shownAtFirst = 25;

/** Who is in the conversation, and adding, removing, muting, silencing, blocking and roles. */
export function MembersSection({
  appId,
  conversation,
  onMention,
}: {
  appId: string;
  conversation: Conversation;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
}) {
  const t = useTranslations("members");
  const can = useCan();
  const { run, attempt } = useMemberActions(appId, conversation.id);
  const [text, setText] = useState("");
  const [isAll, setAll] = useState(false);
  const [dialog, setDialog] = useState<MemberDialog | null>(null);
  const { members, muted } = conversation;
  const roles = useQuery(memberRolesQueryOptions(appId, conversation.id));
  const { silenced, listsTimed } = useSilenced(appId, conversation.id);
  const presence = useQuery(presenceQueryOptions(appId, conversation.id, members));
  const online = useMemo(() => (presence.data ? new Set(presence.data) : null), [presence.data]);
  const roleOf = useCallback(
    (id: string) =>
      roles.data?.find((one) => one.clientId === id)?.role ??
      (id === conversation.creator ? "Owner" : "Member"),
    [roles.data, conversation.creator],
  );
  const itemsFor = useCallback(
    (clientId: string) =>
      memberItems({
        clientId,
        appId,
        t,
        can,
        role: roleOf(clientId),
        isMuted: muted.includes(clientId),
        silencedUntil: silenced.get(clientId),
        listsTimed,
        run,
        onMention,
        onDialog: setDialog,
      }),
    [appId, t, can, roleOf, muted, silenced, listsTimed, run, onMention],
  );

  const wanted = text.trim().toLowerCase();
  const found = wanted === "" ? members : members.filter((id) => id.toLowerCase().includes(wanted));
  const shown = isAll ? found : found.slice(0, shownAtFirst);
  const onlineCount = online ? members.filter((id) => online.has(id)).length : null;
  return (
    <PanelSection
      title={t("title")}
      count={onlineCount ? t("countOnline", { count: members.length, online: onlineCount }) : members.length}
      action={
        can("conversation.edit") ? (
          <Button
            size="sm"
            variant="ghost"
            icon={<UserPlus size={14} aria-hidden />}
            onClick={() => setDialog({ kind: "add" })}
          >
            {t("add")}
          </Button>
        ) : null
      }
    >
      {members.length >= searchFrom ? (
        <SearchInput
          size="sm"
          value={text}
          onValueChange={setText}
          placeholder={t("search")}
          className="mb-2"
        />
      ) : null}
      {members.length === 0 ? <p className="text-muted text-sm">{t("none")}</p> : null}
      {members.length > 0 && found.length === 0 ? <p className="text-muted text-sm">{t("noMatch")}</p> : null}
      <ul aria-label={t("title")} className="-mx-1">
        {shown.map((id) => (
          <MemberRow
            key={id}
            appId={appId}
            clientId={id}
            isOnline={online ? online.has(id) : null}
            role={roleOf(id)}
            isMuted={muted.includes(id)}
            silencedUntil={silenced.get(id)}
            itemsFor={itemsFor}
          />
        ))}
      </ul>
      {shown.length < found.length ? (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
          {t("showAll", { count: found.length })}
        </Button>
      ) : null}
      {dialog?.kind === "add" ? (
        <AddMembersDialog conversation={conversation} attempt={attempt} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === "silence" ? (
        <SilenceDialog
          clientId={dialog.clientId}
          listsTimed={listsTimed}
          attempt={attempt}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === "block" ? (
        <BlockDialog
          appId={appId}
          conversation={conversation}
          clientId={dialog.clientId}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </PanelSection>
  );
}
