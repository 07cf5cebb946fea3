"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { useApp } from "@/components/layout/session-context";
import { ByteCounter } from "@/components/ui/byte-counter";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import {
  isBrokenPushData,
  maxMessageBytes,
  maxValidity,
  messageBytes,
  type Options,
  type Problem,
  type Target,
  validities,
} from "./plan";

/** What is sent: as whom, the content, and how it is delivered. */
export function ContentStep({
  target,
  options,
  onOptionsChange,
  data,
  editor,
  problems,
  now,
}: {
  target: Target;
  options: Options;
  onOptionsChange: (change: Partial<Options>) => void;
  data: string | null;
  /** The editor of the content itself. */
  editor: ReactNode;
  /** Shown only after going on was tried. */
  problems: readonly Problem[];
  now: number;
}) {
  const t = useTranslations("broadcasts.content");
  const app = useApp();
  const senders = useId();
  const has = (code: Problem["code"]) => problems.some((problem) => problem.code === code);
  const untilProblem = (["until-missing", "until-past", "until-far"] as const).find(has);
  return (
    <div className="flex flex-col gap-5">
      <Field
        label={t("from")}
        hint={t("fromHint")}
        isRequired
        error={has("no-sender") ? t("problem.no-sender") : undefined}
      >
        {(control) => (
          <>
            <Input
              {...control}
              value={options.from}
              maxLength={64}
              list={app.senderIds.length > 0 ? senders : undefined}
              spellCheck={false}
              onChange={(event) => onOptionsChange({ from: event.target.value })}
            />
            {app.senderIds.length > 0 ? (
              <datalist id={senders}>
                {app.senderIds.map((id) => (
                  <option key={id} value={id} />
                ))}
              </datalist>
            ) : null}
          </>
        )}
      </Field>
      <section aria-label={t("message")} className="flex flex-col gap-1">
        <div className="flex items-baseline justify-between gap-2">
          <h2 className="font-medium text-sm">{t("message")}</h2>
          <ByteCounter bytes={messageBytes(data ?? "", options.pushData)} limit={maxMessageBytes} />
        </div>
        {editor}
        {has("no-content") || has("too-large") ? (
          <p role="alert" className="text-danger-ink text-xs">
            {has("too-large") ? t("problem.too-large") : t("problem.no-content")}
          </p>
        ) : null}
      </section>
      {target.audience === "everyone" ? (
        <div className="flex flex-col gap-2">
          <div className="flex flex-col gap-1">
            <span className="font-medium text-sm">{t("validity")}</span>
            <SegmentedControl
              label={t("validity")}
              value={options.validity}
              onValueChange={(validity) => onOptionsChange({ validity })}
              options={validities.map((validity) => ({ value: validity, label: t(`valid.${validity}`) }))}
              className="self-start"
            />
            <p className="text-muted text-xs">{t("validityHint")}</p>
          </div>
          {options.validity === "until" ? (
            <Field
              label={t("until")}
              className="max-w-64"
              error={untilProblem ? t(`problem.${untilProblem}`) : undefined}
            >
              {(control) => (
                <DateTimeInput
                  {...control}
                  value={options.until}
                  min={now}
                  max={now + maxValidity}
                  onValueChange={(until) => onOptionsChange({ until })}
                />
              )}
            </Field>
          ) : null}
        </div>
      ) : null}
      <Field label={t("push")} hint={isBrokenPushData(options.pushData) ? t("pushBroken") : t("pushHint")}>
        {(control) => (
          <Textarea
            {...control}
            value={options.pushData}
            minRows={2}
            maxRows={8}
            spellCheck={false}
            placeholder={t("pushPlaceholder")}
            onChange={(event) => onOptionsChange({ pushData: event.target.value })}
          />
        )}
      </Field>
      {target.audience === "subscribers" ? null : (
        <Switch
          label={t("transient")}
          description={t("transientHint")}
          isChecked={options.transient}
          onCheckedChange={(transient) => onOptionsChange({ transient })}
        />
      )}
    </div>
  );
}
