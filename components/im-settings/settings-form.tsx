"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Section } from "@/components/layout/section";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { toast } from "@/components/ui/toast";
import type { ImSettings } from "@/lib/contracts/im-settings";
import type { SessionApp } from "@/lib/contracts/session";
import { fieldErrors, isApiError } from "@/lib/queries/api-error";
import { usePutImSettings } from "@/lib/queries/im-settings/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { ConflictBanner } from "./conflict-banner";
import { HooksPart } from "./hooks-part";
import {
  errorsByField,
  newlySigned,
  problemsOf,
  type SettingsField,
  settingsFields,
  toSettings,
} from "./settings-draft";
import { SwitchList } from "./switch-list";
import { useSettingsDraft } from "./use-settings-draft";
import { WordsPart } from "./words-part";

const SignaturesConfirm = dynamic(() =>
  import("./signatures-confirm").then((module) => module.SignaturesConfirm),
);

/** All settings of an app's IM server in one form, saved together. */
export function SettingsForm({ app, settings }: { app: SessionApp; settings: ImSettings }) {
  const t = useTranslations("im-settings");
  const form = useSettingsDraft(app.id, settings);
  const put = usePutImSettings(app.id, form.saved);
  const intent = useIntent();
  const [isAsking, setAsking] = useState(false);
  const { draft, changed } = form;
  const problems = problemsOf(draft);
  const refused = errorsByField(fieldErrors(put.error));
  const errorOf = (field: SettingsField) => {
    const problem = problems[field];
    return problem ? t(`problems.${problem}`) : refused[field];
  };
  const part = {
    draft,
    onChange: form.change,
    errors: Object.fromEntries(settingsFields.map((field) => [field, errorOf(field)])),
  };
  const isDirty = changed.length > 0;
  useWarningBeforeLeaving(isDirty);

  const save = async () => {
    await intent((operationId) =>
      put.mutateAsync({ settings: toSettings(draft), revision: form.revision, operationId }),
    );
    toast.success({ title: t("save.saved", { app: app.name }) });
  };
  const submit = () => {
    if (!isDirty || Object.keys(problems).length > 0) return;
    if (newlySigned(form.base, draft).length > 0) setAsking(true);
    else void save().catch(() => undefined);
  };
  // A conflict is told by the banner, beside what it is about.
  const failure = put.error && !isApiError(put.error, "conflict") ? put.error : null;

  return (
    <form
      noValidate
      aria-label={t("title")}
      className="mx-auto flex w-full max-w-4xl flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {form.theirs ? (
        <div className="pb-6">
          <ConflictBanner {...form.theirs} onDismiss={form.dismiss} />
        </div>
      ) : null}
      <Section
        title={t("sections.signatures.title")}
        description={t("sections.signatures.text")}
        action={
          <Link
            href={`/apps/${encodeURIComponent(app.id)}/signatures`}
            className="flex shrink-0 items-center gap-1.5 rounded-sm text-accent-ink text-sm hover:underline"
          >
            <KeyRound size={14} aria-hidden />
            {t("sections.signatures.tester")}
          </Link>
        }
      >
        <SwitchList fields={["signLogin", "signConversations", "signBlacklist"]} {...part} />
      </Section>
      <Section title={t("sections.features.title")} description={t("sections.features.text")}>
        <SwitchList fields={["edit", "recall", "roles", "blacklist"]} {...part} />
      </Section>
      <Section title={t("sections.words.title")} description={t("sections.words.text")}>
        <WordsPart {...part} />
      </Section>
      <Section
        title={t("sections.hooks.title")}
        description={t("sections.hooks.text", {
          url: `‹${t("sections.hooks.address")}›`,
          hook: `‹${t("sections.hooks.name")}›`,
        })}
      >
        <HooksPart {...part} />
      </Section>
      <Section title={t("sections.webHook.title")} description={t("sections.webHook.text")}>
        <Field label={t("fields.webHook")} hint={t("hints.webHook")} error={part.errors.webHook}>
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              placeholder="https://example.com/service-messages"
              spellCheck={false}
              value={draft.webHook}
              onChange={(event) => form.change({ webHook: event.target.value })}
            />
          )}
        </Field>
      </Section>
      {isDirty || failure ? (
        <div className="-bottom-4 md:-bottom-6 sticky z-10 -mx-2 flex flex-col gap-2 border-t bg-surface px-2 py-3">
          <ErrorBanner error={failure} />
          <div className="flex flex-wrap items-center gap-2">
            <p role="status" className="min-w-0 flex-1 text-muted text-sm">
              {t("save.changes", { count: changed.length })}
              {Object.keys(problems).length > 0 ? (
                <span className="block text-danger-ink">{t("save.problems")}</span>
              ) : null}
            </p>
            <Button disabled={put.isPending} onClick={form.discard}>
              {t("save.discard")}
            </Button>
            <Button
              type="submit"
              variant="primary"
              isLoading={put.isPending}
              disabled={!isDirty || Object.keys(problems).length > 0}
            >
              {t("save.save")}
            </Button>
          </div>
        </div>
      ) : null}
      {isAsking ? (
        <SignaturesConfirm
          appName={app.name}
          fields={newlySigned(form.base, draft)}
          onClose={() => setAsking(false)}
          onConfirm={save}
        />
      ) : null}
    </form>
  );
}

/** The browser asks before a tab with unsaved changes is closed. */
function useWarningBeforeLeaving(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
