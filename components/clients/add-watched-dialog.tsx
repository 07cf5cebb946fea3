"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { useNewClients } from "@/components/entities/use-new-clients";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import type { WatchList } from "@/lib/contracts/watch-list";
import { useChangeWatchList } from "@/lib/queries/watch-list/mutations";

/** Clients by paste, with one note for all of them; says who is watched already and how many fit. */
export function AddWatchedDialog({
  appId,
  list,
  onClose,
}: {
  appId: string;
  list: WatchList;
  onClose: () => void;
}) {
  const t = useTranslations("watch-list.add");
  const [note, setNote] = useState("");
  const { fresh, repeated, isReady, field } = useNewClients(
    list.clients.map(({ clientId }) => clientId),
    list.limit,
  );
  const change = useChangeWatchList(appId);
  const submit = () => {
    const clients = fresh.map((clientId) => ({ clientId, note: note.trim() }));
    change.mutate({ kind: "add", clients }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("text", { limit: list.limit })}
      confirmLabel={t("confirm", { count: fresh.length })}
      isReady={isReady}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ClientIdsField label={t("clients")} isRequired {...field} />
      {repeated > 0 ? <p className="text-sm text-warn-ink">{t("known", { count: repeated })}</p> : null}
      <Field label={t("note")} hint={t("noteHint")}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
