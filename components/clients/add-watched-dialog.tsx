"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { useNewClients } from "@/components/entities/use-new-clients";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import type { WatchList } from "@/lib/contracts/watch-list";

/** Clients by paste, with one note for all of them; says who is watched already and how many fit. */
export function AddWatchedDialog({
  list,
  isBusy,
  onAdd,
  onClose,
}: {
  list: WatchList;
  isBusy: boolean;
  onAdd: (clients: { clientId: string; note: string }[]) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useTranslations("watch-list.add");
  const [note, setNote] = useState("");
  const { fresh, repeated, isReady, field } = useNewClients(
    list.clients.map(({ clientId }) => clientId),
    list.limit,
  );
  const submit = async () => {
    if (await onAdd(fresh.map((clientId) => ({ clientId, note: note.trim() })))) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("text", { limit: list.limit })}
      confirmLabel={t("confirm", { count: fresh.length })}
      isReady={isReady}
      isBusy={isBusy}
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
