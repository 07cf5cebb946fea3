"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useKeptState } from "@/components/entities/use-kept-state";
import { Delayed } from "@/components/layout/delayed";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import { newOperationId } from "@/lib/queries/operation-id";
import {
  findProblems,
  furthestStep,
  type Options,
  type Plan,
  type Problem,
  readOptions,
  type Step,
  steps,
  type Target,
  toAnnouncement,
} from "./plan";
import { StepList } from "./step-list";
import { useSending } from "./use-sending";

const loading = () => (
  <Delayed>
    <SkeletonRows rows={5} columns={1} />
  </Delayed>
);
const AudienceStep = dynamic(() => import("./audience-step").then((module) => module.AudienceStep), {
  loading,
});
const ContentStep = dynamic(() => import("./content-step").then((module) => module.ContentStep), { loading });
const CheckStep = dynamic(() => import("./check-step").then((module) => module.CheckStep), { loading });
const SendStep = dynamic(() => import("./send-step").then((module) => module.SendStep), { loading });

export interface WizardPlace {
  step: Step;
  target: Target;
  operationId: string;
}

/** Composes what goes beyond one conversation: audience, content, check, send. The place is the URL's. */
export function AnnouncementWizard({
  appId,
  place,
  onPlaceChange,
  hrefFor,
  data,
  editor,
  onSent,
}: {
  appId: string;
  place: WizardPlace;
  onPlaceChange: (change: Partial<WizardPlace>) => void;
  hrefFor: (step: Step) => string;
  /** The content's body; null while incomplete. */
  data: string | null;
  editor: (state: { showsErrors: boolean }) => ReactNode;
  onSent: () => void;
}) {
  const t = useTranslations("broadcasts");
  const options = useKeptState(`parley:announcement-options:${appId}`, readOptions);
  const sending = useSending(appId, place.operationId, () => {
    options.set({ ...options.value, pushData: "", until: null });
    onSent();
  });
  const [tried, setTried] = useState<Step | null>(null);
  const [now] = useState(() => Date.now());
  const plan: Plan = { target: place.target, options: options.value, data };
  const [leftover, setLeftover] = useState("");
  const problems: Problem[] = findProblems(plan, now);
  if (leftover !== "" && place.target.audience === "clients") {
    problems.unshift({ step: "audience", code: "leftover" });
  }
  const furthest = furthestStep(problems);
  const isSending = place.step === "send" && place.operationId !== "";
  const step: Step = isSending
    ? "send"
    : steps.indexOf(place.step) > steps.indexOf(furthest)
      ? furthest
      : place.step === "send"
        ? "check"
        : place.step;
  const here = problems.filter((problem) => problem.step === step);
  const shown = tried === step ? here : [];

  const goOn = () => {
    if (here.length > 0) return setTried(step);
    setTried(null);
    onPlaceChange({ step: step === "audience" ? "content" : "check" });
  };
  const confirm = () => {
    const announcement = toAnnouncement(plan, Date.now());
    if (!announcement) return setTried("content");
    const operationId = newOperationId();
    sending.start(operationId, announcement);
    onPlaceChange({ step: "send", operationId });
  };
  const setOptions = (change: Partial<Options>) => options.set({ ...options.value, ...change });

  return (
    <div className="flex flex-col gap-6">
      <StepList
        current={step}
        hrefFor={(other) =>
          isSending || other === "send" || steps.indexOf(other) > steps.indexOf(furthest)
            ? null
            : hrefFor(other)
        }
      />
      {step === "audience" ? (
        <AudienceStep
          appId={appId}
          target={place.target}
          onLeftoverChange={setLeftover}
          onTargetChange={(change) => onPlaceChange({ target: { ...place.target, ...change } })}
        />
      ) : null}
      {step === "content" ? (
        <ContentStep
          target={place.target}
          options={options.value}
          onOptionsChange={setOptions}
          data={data}
          editor={editor({ showsErrors: shown.length > 0 })}
          problems={shown}
          now={now}
        />
      ) : null}
      {step === "check" && data !== null ? (
        <CheckStep appId={appId} plan={{ ...plan, data }} now={now} onConfirm={confirm} />
      ) : null}
      {step === "send" ? (
        <SendStep
          appId={appId}
          target={place.target}
          sending={sending.state}
          canSendAgain={sending.announcement !== null}
          onAgain={sending.again}
          onCheck={sending.check}
          onBack={() => onPlaceChange({ step: "check", operationId: "" })}
          onNew={() => onPlaceChange({ step: "audience", operationId: "" })}
        />
      ) : null}
      {step === "audience" || step === "content" ? (
        <div className="flex flex-col items-end gap-2">
          {step === "audience" && shown.length > 0 ? (
            <ul role="alert" className="text-danger-ink text-sm">
              {shown.map((problem) => (
                <li key={problem.code}>{t(`audience.problem.${problem.code}`)}</li>
              ))}
            </ul>
          ) : null}
          <Button variant="primary" onClick={goOn}>
            {t(`steps.next.${step}`)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
