"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

interface Action {
  label: string;
  /** Answers whether it was done: the field is emptied then. */
  onAct: (clientId: string) => Promise<boolean>;
}

/** A chat room has no member list to choose from: the id is typed. The first action is what Enter does. */
export function ByIdForm({ actions, isBusy }: { actions: [Action, ...Action[]]; isBusy: boolean }) {
  const t = useTranslations("members");
  const [id, setId] = useState("");
  const clientId = id.trim();
  const act = async ({ onAct }: Action) => {
    if (clientId !== "" && (await onAct(clientId))) setId("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(actions[0]);
  };
  return (
    <form onSubmit={submit} className="mt-1 flex gap-1.5">
      <Input
        size="sm"
        aria-label={`${actions.map((action) => action.label).join(" / ")}: ${t("clientId")}`}
        placeholder={t("clientId")}
        value={id}
        maxLength={64}
        spellCheck={false}
        onChange={(event) => setId(event.target.value)}
      />
      {actions.map((action, index) => (
        <Button
          key={action.label}
          type={index === 0 ? "submit" : "button"}
          size="sm"
          disabled={clientId === ""}
          isLoading={index === 0 && isBusy}
          onClick={index === 0 ? undefined : () => void act(action)}
        >
          {action.label}
        </Button>
      ))}
    </form>
  );
}
