"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import type { SignatureCheck } from "@/lib/contracts/signatures";
import type { SignedOperation, SignedPart } from "@/lib/protocol/signed-text";

/** The signed text with its parts marked, and each part with its name. */
export function SignedTextView({
  operation,
  check,
}: {
  operation: SignedOperation;
  check: Pick<SignatureCheck, "text" | "parts">;
}) {
  const t = useTranslations("signatures");
  const nameOf = (part: SignedPart) => {
    if (part === "members" && operation === "v1-open") return t("parts.watched");
    const isGroup = operation.startsWith("v1-") && operation !== "v1-history";
    return t(`parts.${part === "conversation" && isGroup ? "group" : part}`);
  };
  const tint = (index: number) => (index % 2 === 0 ? "bg-accent-soft" : "bg-warn-soft");
  return (
    <section className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-base">{t("result.signed")}</h2>
        <CopyButton text={check.text} label={t("result.copyText")} className="size-7" />
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t("result.signed")}
        className="max-h-48 overflow-y-auto rounded-md border px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]"
      >
        <bdo dir="ltr">
          {check.parts.map(({ part, value }, index) => (
            <Fragment key={part}>
              {index > 0 ? ":" : null}
              <span data-tip={nameOf(part)} className={cn("rounded-sm", tint(index))}>
                {value}
              </span>
            </Fragment>
          ))}
        </bdo>
      </section>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {check.parts.map(({ part, value }, index) => (
          <Fragment key={part}>
            <dt className="flex items-center gap-2 text-muted">
              <span aria-hidden className={cn("size-3 rounded-sm border", tint(index))} />
              {nameOf(part)}
            </dt>
            <dd className="line-clamp-3 font-mono [overflow-wrap:anywhere]">
              {value === "" ? (
                <span className="font-sans text-muted">{t("result.nothing")}</span>
              ) : (
                <bdi>{value}</bdi>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className="text-muted text-sm">{t("result.method")}</p>
    </section>
  );
}
