"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMemberActions } from "@/components/entities/use-member-actions";
import { useCan } from "@/components/layout/session-context";
import { dynamic } from "@/components/ui/dynamic";
import type { Conversation } from "@/lib/contracts/conversations";
import { ByIdForm } from "./by-id-form";
import { RestrictedList } from "./restricted-list";
import { useSilenced } from "./use-silenced";

const SilenceDialog = dynamic(() => import("./silence-dialog").then((module) => module.SilenceDialog));

/** Those who may not write, and until when: the list, taking someone off it, and putting someone on it. */
export function SilencedSection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.silences");
  const mayChange = useCan()("member.silence");
  const { run, attempt, isPending } = useMemberActions(appId, conversation.id);
  const { silenced, listsTimed, forGood, timed } = useSilenced(appId, conversation.id);
  const [asked, setAsked] = useState<string | null>(null);
  const lists = listsTimed ? [timed, forGood] : [forGood];
  const unfinished = lists.find((list) => list.hasNextPage);
  const error = lists.find((list) => list.error)?.error;
  const ask = async (id: string) => {
    setAsked(id);
    return true;
  };
  const lift = {
    label: t("lift"),
    onAct: (id: string) => run({ action: "unsilence", clientIds: [id] }),
  };
  return (
    <RestrictedList
      appId={appId}
      list="silences"
      rows={[...silenced].map(([clientId, until]) => ({ clientId, until }))}
      isLoaded={lists.every((list) => list.data !== undefined)}
      error={error}
      onRetry={() => void Promise.all(lists.map((list) => list.refetch()))}
      more={
        unfinished
          ? { isLoading: unfinished.isFetchingNextPage, onLoad: () => void unfinished.fetchNextPage() }
          : null
      }
      onLift={
        mayChange
          ? ({ clientId, until }) => void run({ action: "unsilence", clientIds: [clientId], until })
          : null
      }
      isBusy={isPending}
    >
      {mayChange && !error && conversation.kind === "chatroom" ? (
        <ByIdForm
          isBusy={isPending}
          actions={[{ label: t("put"), onAct: ask }, ...(listsTimed ? [] : [lift])]}
        />
      ) : null}
      {listsTimed || error ? null : <p className="mt-1 text-faint text-xs">{t("note")}</p>}
      {asked === null ? null : (
        <SilenceDialog
          clientId={asked}
          listsTimed={listsTimed}
          attempt={attempt}
          onClose={() => setAsked(null)}
        />
      )}
    </RestrictedList>
  );
}
