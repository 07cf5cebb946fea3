"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { HookName } from "@/lib/protocol/app-settings";
import { hookGroups } from "./hook-groups";
import type { PartProps } from "./parts";

/** Where hooks are called, which, and what a failing one does. */
export function HooksPart({ draft, onChange, errors }: PartProps) {
  const t = useTranslations("im-settings");
  const toggle = (hook: HookName, isOn: boolean) => {
    const others = draft.hooks.filter((one) => one !== hook);
    onChange({ hooks: isOn ? [...others, hook].sort() : others });
  };
  return (
    <div className="flex flex-col gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field label={t("fields.hookUrl")} hint={t("hints.hookUrl")} error={errors.hookUrl}>
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              placeholder="https://example.com/hooks"
              spellCheck={false}
              value={draft.hookUrl}
              onChange={(event) => onChange({ hookUrl: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("fields.timeoutMs")} hint={t("hints.timeoutMs")} error={errors.timeoutMs}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.timeoutMs}
              onChange={(event) => onChange({ timeoutMs: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {hookGroups.map((group) => (
          <fieldset key={group.id} className="flex min-w-0 flex-col gap-2">
            <legend className="mb-2 font-medium text-muted text-xs">{t(`hookGroups.${group.id}`)}</legend>
            {group.hooks.map((hook) => (
              <Checkbox
                key={hook}
                checked={draft.hooks.includes(hook)}
                onChange={(event) => toggle(hook, event.target.checked)}
                label={
                  <>
                    <code className="font-mono text-sm">{hook}</code>{" "}
                    <span className="text-muted text-sm">{t(`hooks.${hook}`)}</span>
                  </>
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
      {draft.hookUrl.trim() === "" && draft.hooks.length > 0 ? (
        <p className="text-sm text-warn-ink" role="status">
          {t("hints.hooksOff")}
        </p>
      ) : null}
      {errors.hooks ? <p className="text-danger-ink text-sm">{errors.hooks}</p> : null}
      <Switch
        className="rounded-lg border px-4 py-3"
        label={t("fields.refuseOnFailure")}
        description={t("hints.refuseOnFailure")}
        isChecked={draft.refuseOnFailure}
        onCheckedChange={(refuseOnFailure) => onChange({ refuseOnFailure })}
      />
    </div>
  );
}
