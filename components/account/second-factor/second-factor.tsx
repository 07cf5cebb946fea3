"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Timestamp } from "@/components/ui/timestamp";
import type { SecondFactor as State } from "@/lib/contracts/second-factor";
import { secondFactorQueryOptions } from "@/lib/queries/account/queries";

const SetUpDialog = dynamic(() => import("./set-up-dialog").then((module) => module.SetUpDialog));
const RenewCodesDialog = dynamic(() =>
  import("./renew-codes-dialog").then((module) => module.RenewCodesDialog),
);
const SwitchOffDialog = dynamic(() => import("./switch-off-dialog").then((module) => module.SwitchOffDialog));

const fewCodes = 3;
type Act = "set-up" | "renew" | "switch-off";

/** Whether signing in takes a code beside the password, and what can be done about it. */
export function SecondFactor() {
  const factor = useQuery(secondFactorQueryOptions());
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  return (
    <>
      <QueryBoundary query={factor} skeleton={<SkeletonRows rows={1} columns={2} />} isCompact>
        {(state) => <FactorState {...state} onAct={setAct} />}
      </QueryBoundary>
      {act === "set-up" ? <SetUpDialog onClose={close} /> : null}
      {act === "renew" ? <RenewCodesDialog onClose={close} /> : null}
      {act === "switch-off" ? <SwitchOffDialog onClose={close} /> : null}
    </>
  );
}

function FactorState({ enabledAt, recoveryCodesLeft, onAct }: State & { onAct: (act: Act) => void }) {
  const t = useTranslations("account.secondFactor");
  if (enabledAt === null) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Badge>{t("off")}</Badge>
        <p className="min-w-0 flex-1 text-muted text-sm">{t("offMeans")}</p>
        <Button variant="primary" onClick={() => onAct("set-up")}>
          {t("switchOn")}
        </Button>
      </div>
    );
  }
  const areFew = recoveryCodesLeft <= fewCodes;
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone="ok">{t("on")}</Badge>
        <span className="text-muted">
          {t("since")} <Timestamp value={enabledAt} mode="date" />
        </span>
        {areFew ? null : <span className="text-muted">{t("codesLeft", { count: recoveryCodesLeft })}</span>}
      </p>
      {areFew ? <Banner tone="warn">{t("fewCodes", { count: recoveryCodesLeft })}</Banner> : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onAct("renew")}>{t("renew.action")}</Button>
        <Button onClick={() => onAct("switch-off")}>{t("switchOff.action")}</Button>
      </div>
    </div>
  );
}
