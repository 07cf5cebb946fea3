"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { useApp, useCan } from "@/components/layout/session-context";
import { RadioGroup } from "@/components/ui/radio-group";
import { subscriberCountQueryOptions } from "@/lib/queries/services/queries";
import { type Audience, audiences, maxRecipients, type Target } from "./plan";
import { ServicePicker } from "./service-picker";

/** Who gets it: from which service conversation, and to whom. */
export function AudienceStep({
  appId,
  target,
  onTargetChange,
  onLeftoverChange,
}: {
  appId: string;
  target: Target;
  onTargetChange: (change: Partial<Target>) => void;
  /** Told which typed recipients are not taken over yet. */
  onLeftoverChange: (text: string) => void;
}) {
  const t = useTranslations("broadcasts.audience");
  const app = useApp();
  const can = useCan();
  const count = useQuery({
    ...subscriberCountQueryOptions(appId, target.conversationId),
    enabled: target.conversationId !== "",
  });
  const needs = {
    clients: "service.send",
    subscribers: "broadcast.send",
    everyone: "broadcast.send",
  } as const;
  const explain = (audience: Audience) =>
    !can(needs[audience])
      ? t("notAllowed")
      : audience === "subscribers" && count.data
        ? t("subscribersCount", { count: count.data.count })
        : t(`${audience}Text`, { app: app.name });
  return (
    <div className="flex flex-col gap-6">
      <ServicePicker
        appId={appId}
        value={target.conversationId}
        onValueChange={(conversationId) => onTargetChange({ conversationId })}
      />
      <RadioGroup
        name="audience"
        label={t("label")}
        value={target.audience}
        onValueChange={(audience) => onTargetChange({ audience })}
        options={audiences.map((audience) => ({
          value: audience,
          label: t(audience),
          description: explain(audience),
          isDisabled: !can(needs[audience]),
        }))}
      />
      {target.audience === "clients" ? (
        <ClientIdsField
          label={t("recipients")}
          hint={t("recipientsHint", { limit: maxRecipients })}
          value={target.to}
          onValueChange={(to) => onTargetChange({ to })}
          onLeftoverChange={onLeftoverChange}
          limit={maxRecipients}
          isRequired
        />
      ) : null}
    </div>
  );
}
