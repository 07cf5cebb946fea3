"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp } from "@/components/layout/session-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { BroadcastCheck } from "@/lib/contracts/broadcasts";
import { useDates } from "@/lib/i18n/use-dates";
import { broadcastCheckQueryOptions } from "@/lib/queries/broadcasts/queries";
import { conversationQueryOptions } from "@/lib/queries/conversations/queries";
import { MessagePreview } from "./message-preview";
import { quotaOf, reachOf } from "./outlook";
import { isTransient, type Plan, type Target, validTill } from "./plan";

/** States who gets it, when, how often it may still be done, what can be undone; then asks. */
export function CheckStep({
  appId,
  plan,
  now,
  onConfirm,
}: {
  appId: string;
  plan: Plan & { data: string };
  now: number;
  onConfirm: () => void;
}) {
  const t = useTranslations("broadcasts.check");
  const app = useApp();
  const { target, options } = plan;
  const check = useQuery(broadcastCheckQueryOptions(appId, target.conversationId));
  const service = useQuery(conversationQueryOptions(appId, target.conversationId));
  const [typed, setTyped] = useState("");
  const isProduction = app.environment === "production";
  const isKnown = check.data !== undefined && !service.isPending;
  const isReady = isKnown && (!isProduction || typed.trim() === app.name);
  const name = service.data?.name || target.conversationId;
  const reach = reachOf(target.audience, target.to.length, check.data);

  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onConfirm();
      }}
    >
      <QueryBoundary query={check} skeleton={<CheckSkeleton />} isCompact>
        {(data) =>
          isKnown ? <Statements plan={plan} check={data} service={name} now={now} /> : <CheckSkeleton />
        }
      </QueryBoundary>
      <MessagePreview from={options.from.trim()} data={plan.data} />
      {isProduction ? (
        <Field label={t("typeName", { app: app.name })} hint={t("typeNameHint")}>
          {(control) => (
            <Input
              {...control}
              value={typed}
              spellCheck={false}
              className="max-w-80"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <div className="flex min-h-8 justify-end">
        {isKnown ? (
          <Button type="submit" variant={isProduction ? "danger" : "primary"} disabled={!isReady}>
            <ConfirmLabel target={target} reach={reach} service={name} />
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** The number and the app's name once more, on the button itself. */
function ConfirmLabel({ target, reach, service }: { target: Target; reach: number | null; service: string }) {
  const t = useTranslations("broadcasts.check.confirm");
  const { name: app } = useApp();
  const text =
    target.audience === "clients"
      ? t("clients", { count: target.to.length, app })
      : target.audience === "subscribers"
        ? reach === null
          ? t("subscribersUnknown", { service, app })
          : t("subscribers", { count: reach, app })
        : reach === null
          ? t("everyoneUnknown", { app })
          : t("everyone", { count: reach, app });
  return <span className="max-w-[70vw] truncate">{text}</span>;
}

function Statements({
  plan,
  check,
  service,
  now,
}: {
  plan: Plan;
  check: BroadcastCheck;
  service: string;
  now: number;
}) {
  const t = useTranslations("broadcasts.check");
  const app = useApp();
  const format = useFormatter();
  const locale = useLocale();
  const dates = useDates();
  const { target } = plan;
  const isNow = isTransient(plan);
  const reach = reachOf(target.audience, target.to.length, check);
  const quota =
    target.audience === "clients"
      ? null
      : quotaOf(target.audience === "everyone" ? check.everyone : check.toSubscribers);
  const until = validTill(plan, now);

  const who = () => {
    if (target.audience === "clients") {
      return t("who.clients", { count: target.to.length, ids: format.list([...target.to]), service });
    }
    if (target.audience === "subscribers") {
      return reach === null
        ? t("who.subscribersUnknown", { service })
        : t("who.subscribers", { count: reach, service });
    }
    const online = check.online === null ? "" : t("who.online", { count: check.online });
    const all =
      reach === null
        ? t("who.everyoneUnknown", { app: app.name })
        : t("who.everyone", { count: reach, app: app.name });
    return locale.startsWith("zh") ? all + online : `${all} ${online}`.trim();
  };
  const when = () => {
    if (isNow) return t("when.transient");
    return until === null
      ? t("when.offlineLater")
      : t("when.until", { time: dates.format(until, "dateTime") });
  };
  const often = () => {
    if (quota === null) return t("often.clients");
    if (quota.state === "unlimited") return t("often.unlimited", { sent: quota.sent });
    if (quota.state === "unknown") {
      return t(target.audience === "subscribers" ? "often.subscribersUnknown" : "often.unknown", {
        sent: quota.sent,
      });
    }
    if (quota.state === "none") return t("often.none", { limit: quota.limit });
    return t("often.left", { sent: quota.sent, limit: quota.limit, left: quota.left });
  };
  return (
    <>
      <dl className="divide-y divide-line rounded-lg border">
        <Statement term={t("terms.who")}>{who()}</Statement>
        <Statement term={t("terms.when")}>{when()}</Statement>
        <Statement term={t("terms.often")}>{often()}</Statement>
        <Statement term={t("terms.undo")}>
          {isNow ? t("undo.transient") : t(`undo.${target.audience}`)}
        </Statement>
      </dl>
      {quota?.state === "none" ? <Banner tone="warn">{t("often.noneWarning")}</Banner> : null}
      {reach === 0 ? <Banner tone="warn">{t("who.nobody")}</Banner> : null}
    </>
  );
}

function Statement({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 px-4 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted text-sm">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function CheckSkeleton() {
  return (
    <div aria-hidden className="divide-y divide-line rounded-lg border">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex gap-4 px-4 py-3">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
