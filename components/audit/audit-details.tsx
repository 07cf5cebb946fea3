"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bidi } from "@/components/ui/bidi";
import { CopyableId } from "@/components/ui/copyable-id";
import { JsonView } from "@/components/ui/json-view";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditRow } from "@/lib/contracts/audit";
import { auditDifferences } from "./audit-differences";
import { type Difference, displayValue } from "./diff";
import { useFailureText } from "./use-failure-text";

/** Everything an audit row holds: a readable diff, what was asked, what failed, and how to find it again. */
export function AuditDetails({ row }: { row: AuditRow }) {
  const t = useTranslations("audit.details");
  const { before: _before, after: _after, input, error, ...others } = row.details;
  const { detail, ...withoutDetail } = others;
  const rest = error === undefined ? others : withoutDetail;
  const differences = auditDifferences(row);
  return (
    <div className="flex flex-col gap-4">
      {differences.length > 0 ? <DiffTable differences={differences} /> : null}
      {error === undefined ? null : (
        <Part title={t("error")}>
          {typeof error === "string" ? (
            <Failure code={error} detail={typeof detail === "string" ? detail : ""} />
          ) : (
            <JsonView value={error} />
          )}
        </Part>
      )}
      {input === undefined ? null : (
        <Part title={t("input")}>
          <JsonView value={input} />
        </Part>
      )}
      {Object.keys(rest).length > 0 ? (
        <Part title={t("more")}>
          <JsonView value={rest} />
        </Part>
      ) : null}
      <dl className="grid gap-y-2 text-sm">
        <Fact name={t("at")}>
          <Timestamp value={row.at} mode="dateTime" />
        </Fact>
        <Fact name={t("row")}>{row.seq}</Fact>
        <Fact name={t("action")}>{row.action}</Fact>
        <Fact name={t("from")}>{row.ip ?? t("unknown")}</Fact>
        {row.requestId ? (
          <Fact name={t("requestId")}>
            <CopyableId id={row.requestId} />
          </Fact>
        ) : null}
        {row.operationId ? (
          <Fact name={t("operationId")}>
            <CopyableId id={row.operationId} />
          </Fact>
        ) : null}
        <Fact name={t("hash")}>
          <CopyableId id={row.hash} />
        </Fact>
      </dl>
    </div>
  );
}

function Failure({ code, detail }: { code: string; detail: string }) {
  const text = useFailureText()(code, detail);
  return (
    <p className="text-danger-ink">
      <Bidi>{text ?? code}</Bidi>
      {text === null ? null : <code className="block text-muted text-xs">{code}</code>}
    </p>
  );
}

function DiffTable({ differences }: { differences: readonly Difference[] }) {
  const t = useTranslations("audit.details");
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 rounded-md border text-left text-sm">
      <thead>
        <tr className="text-muted text-xs">
          <th scope="col" className="w-1/4 border-b px-2 py-1 font-medium">
            {t("field")}
          </th>
          <th scope="col" className="border-b px-2 py-1 font-medium">
            {t("before")}
          </th>
          <th scope="col" className="border-b px-2 py-1 font-medium">
            {t("after")}
          </th>
        </tr>
      </thead>
      <tbody className="align-top [&_tr:last-child>*]:border-0">
        {differences.map((difference) => (
          <tr key={difference.path}>
            <th
              scope="row"
              className="border-b px-2 py-1 font-mono font-normal text-xs [overflow-wrap:anywhere]"
            >
              {difference.path || t("whole")}
            </th>
            <td className="border-b bg-danger-soft px-2 py-1 text-danger-ink">
              <Value value={difference.before} isMissing={difference.kind === "added"} />
            </td>
            <td className="border-b bg-ok-soft px-2 py-1 text-ok-ink">
              <Value value={difference.after} isMissing={difference.kind === "removed"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, isMissing }: { value: unknown; isMissing: boolean }) {
  const t = useTranslations("audit.details");
  if (isMissing) return <span className="italic">{t("none")}</span>;
  return <Bidi className="whitespace-pre-wrap">{displayValue(value)}</Bidi>;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-muted text-xs">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-2">
      <dt className="w-28 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
