"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useChangeWatchList } from "@/lib/queries/watch-list/mutations";
import { watchListQueryOptions } from "@/lib/queries/watch-list/queries";

/** The operator's watch list, and how clients come on it and off it; what went wrong is told in the corner. */
export function useWatch(appId: string) {
  const t = useTranslations("watch-list");
  const list = useQuery(watchListQueryOptions(appId));
  const change = useChangeWatchList(appId);
  const clients = list.data?.clients;
  /** Whether it was done; why not is told. */
  const run = async (wanted: Parameters<typeof change.mutateAsync>[0]): Promise<boolean> => {
    try {
      await change.mutateAsync(wanted);
      return true;
    } catch (error) {
      toast.error({ title: t("failed"), error });
      return false;
    }
  };
  const add = (added: readonly { clientId: string; note?: string }[]) =>
    run({ kind: "add", clients: [...added] });
  return {
    list,
    isBusy: change.isPending,
    /** Null while it is not known. */
    isWatched: (clientId: string) => clients?.some((one) => one.clientId === clientId) ?? null,
    add,
    async remove(clientId: string) {
      const note = clients?.find((one) => one.clientId === clientId)?.note ?? "";
      if (!(await run({ kind: "remove", clientId }))) return;
      toast.message({
        id: `unwatched-${clientId}`,
        title: t("removed", { id: clientId }),
        action: { label: t("undo"), onClick: () => void add([{ clientId, note }]) },
      });
    },
    edit: (clientId: string, note: string) => run({ kind: "edit", clientId, note }),
  };
}
