"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type DateField, dateFields, type Filter, formatScalar, parseScalar } from "./where-filters";

const types = ["member", "name", "creator", "lm", "createdAt", "updatedAt", "attribute", "unique"] as const;
type FormType = (typeof types)[number];
interface FormState {
  type: FormType;
  op: string;
  text: string;
  key: string;
  at: number | null;
}

const opsOf: Record<FormType, readonly string[]> = {
  member: [],
  creator: [],
  name: ["contains", "is"],
  lm: ["after", "before"],
  createdAt: ["after", "before"],
  updatedAt: ["after", "before"],
  attribute: ["is", "not", "over", "under", "set", "unset"],
  unique: ["yes", "no"],
};

/** Adds or changes one condition. */
export function FilterForm({ filter, onSubmit }: { filter?: Filter; onSubmit: (filter: Filter) => void }) {
  const t = useTranslations("conversations.filters");
  const [state, setState] = useState<FormState>(() => toForm(filter));
  const made = toFilter(state);
  const isDate = dateFields.some((field) => field === state.type);
  const hasNoValue = state.type === "unique" || state.op === "set" || state.op === "unset";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (made) onSubmit(made);
  };
  return (
    <form onSubmit={submit} className="flex w-72 flex-col gap-2 p-1">
      <Field label={t("field")}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={state.type}
            options={types.map((type) => ({ value: type, label: t(`fields.${type}`) }))}
            onChange={(event) => {
              const type = types.find((one) => one === event.target.value);
              if (type) setState({ ...state, type, op: opsOf[type][0] ?? "" });
            }}
          />
        )}
      </Field>
      {state.type === "attribute" ? (
        <Field label={t("key")}>
          {(control) => (
            <Input
              {...control}
              value={state.key}
              spellCheck={false}
              onChange={(event) => setState({ ...state, key: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {opsOf[state.type].length > 0 ? (
        <Select
          aria-label={t("op")}
          className="w-full"
          value={state.op}
          options={opsOf[state.type].map((op) => ({ value: op, label: t(`ops.${op}`) }))}
          onChange={(event) => setState({ ...state, op: event.target.value })}
        />
      ) : null}
      {hasNoValue ? null : isDate ? (
        <DateTimeInput
          aria-label={t("value")}
          value={state.at}
          onValueChange={(at) => setState({ ...state, at })}
        />
      ) : (
        <Field label={t("value")} hint={state.type === "attribute" ? t("attributeHint") : undefined}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={state.text}
              maxLength={state.type === "member" || state.type === "creator" ? 64 : 500}
              spellCheck={false}
              autoFocus
              onChange={(event) => setState({ ...state, text: event.target.value })}
            />
          )}
        </Field>
      )}
      <Button type="submit" variant="primary" size="sm" disabled={!made} className="self-end">
        {filter ? t("change") : t("add")}
      </Button>
    </form>
  );
}

function toForm(filter: Filter | undefined): FormState {
  const blank: FormState = { type: "member", op: "", text: "", key: "", at: null };
  switch (filter?.type) {
    case "member":
    case "creator":
      return { ...blank, type: filter.type, text: filter.clientId };
    case "name":
      return { ...blank, type: "name", op: filter.op, text: filter.text };
    case "date":
      return { ...blank, type: filter.field, op: filter.op, at: filter.at };
    case "unique":
      return { ...blank, type: "unique", op: filter.value ? "yes" : "no" };
    case "attribute":
      return {
        ...blank,
        type: "attribute",
        op: filter.op,
        key: filter.key,
        text: "value" in filter ? formatScalar(filter.value) : "",
      };
    default:
      return blank;
  }
}

function toFilter(state: FormState): Filter | null {
  const text = state.text.trim();
  switch (state.type) {
    case "member":
    case "creator":
      return text === "" ? null : { type: state.type, clientId: text };
    case "name":
      return text === "" ? null : { type: "name", op: state.op === "is" ? "is" : "contains", text };
    case "unique":
      return { type: "unique", value: state.op !== "no" };
    case "attribute":
      return toAttribute(state.key.trim(), state.op, state.text);
    default:
      return toDate(state.type, state.op, state.at);
  }
}

function toDate(field: DateField, op: string, at: number | null): Filter | null {
  return at === null ? null : { type: "date", field, op: op === "before" ? "before" : "after", at };
}

function toAttribute(key: string, op: string, text: string): Filter | null {
  if (key === "") return null;
  if (op === "set" || op === "unset") return { type: "attribute", key, op };
  const known = (["is", "not", "over", "under"] as const).find((one) => one === op);
  return known ? { type: "attribute", key, op: known, value: parseScalar(text) } : null;
}
