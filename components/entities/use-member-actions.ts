"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { toast } from "@/components/ui/toast";
import { hasConversation, type MemberChange, useChangeMembers } from "@/lib/queries/members/mutations";
import { type Undo, undoOf } from "./undo-member-change";
import { useTellRefused } from "./use-tell-refused";

/**
 * Runs changes of membership and says what happened: who it worked for, who not and why, and "Undo" where the
 * opposite change brings back what was. `attempt` throws what failed, for dialogs that tell it themselves.
 */
export function useMemberActions(appId: string, conversationId: string) {
  const t = useTranslations("members");
  const tellRefused = useTellRefused();
  const { mutateAsync, isPending } = useChangeMembers(appId, conversationId);

  const reportError = useCallback((error: unknown) => toast.error({ title: t("failed"), error }), [t]);
  const takeBack = useCallback(
    async (undo: Undo) => {
      const change = undo(Date.now());
      if (change) await mutateAsync(change).catch(reportError);
    },
    [mutateAsync, reportError],
  );
  const attempt = useCallback(
    async (change: MemberChange): Promise<boolean> => {
      const { result } = await mutateAsync(change);
      const failed = hasConversation(result) ? result.failed : [];
      const ids = change.action === "role" ? [change.clientId] : change.clientIds;
      const done = ids.filter((id) => !failed.some((one) => one.clientId === id));
      if (done.length > 0) {
        const undo = undoOf(change, done);
        toast.success({
          title: t(`done.${change.action}`, { count: done.length, name: done[0] ?? "" }),
          action: undo ? { label: t("undo"), onClick: () => void takeBack(undo) } : undefined,
        });
      }
      // Last: what is told later lies on top.
      if (failed.length > 0) {
        const refused = failed.map((one) => ({ ...one, reason: t(`reasons.${one.reason}`) }));
        tellRefused(t("someFailed", { count: failed.length }), refused);
      }
      return failed.length === 0;
    },
    [mutateAsync, takeBack, tellRefused, t],
  );
  const run = useCallback(
    (change: MemberChange): Promise<boolean> =>
      attempt(change).catch((error) => {
        reportError(error);
        return false;
      }),
    [attempt, reportError],
  );
  return { run, attempt, isPending };
}
