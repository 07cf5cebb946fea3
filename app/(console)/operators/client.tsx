"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { type OperatorAct, OperatorTable } from "@/components/operators/operator-table";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Operator } from "@/lib/contracts/operators";
import { useUpdateOperator } from "@/lib/queries/operators/mutations";
import { operatorsQueryOptions } from "@/lib/queries/operators/queries";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { operatorsParams } from "./search-params";

const InviteDialog = dynamic(() =>
  import("@/components/operators/invite-dialog").then((module) => module.InviteDialog),
);
const EditOperatorDialog = dynamic(() =>
  import("@/components/operators/edit-dialog").then((module) => module.EditOperatorDialog),
);
const OperatorSessionsDialog = dynamic(() =>
  import("@/components/operators/sessions-dialog").then((module) => module.OperatorSessionsDialog),
);
const RenewLinkDialog = dynamic(() =>
  import("@/components/operators/renew-link-dialog").then((module) => module.RenewLinkDialog),
);
const ResetSecondFactorDialog = dynamic(() =>
  import("@/components/operators/reset-second-factor-dialog").then(
    (module) => module.ResetSecondFactorDialog,
  ),
);

/** Who may use the console, and as what. */
export function OperatorsClient() {
  const t = useTranslations("operators");
  const operators = useQuery(operatorsQueryOptions());
  const [{ invite }, setParams] = useQueryStates(operatorsParams);
  const [open, setOpen] = useState<{ act: OperatorAct; operator: Operator } | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title") }]}
        actions={
          <Button
            variant="primary"
            icon={<UserRoundPlus size={15} aria-hidden />}
            onClick={() => void setParams({ invite: true })}
          >
            {t("invite.action")}
          </Button>
        }
      />
      <PageBody isFlush>
        <QueryBoundary query={operators} skeleton={<SkeletonRows rows={4} columns={4} hasHeader />}>
          {(data) => (
            <OperatorTable operators={data.operators} onAct={(act, operator) => setOpen({ act, operator })} />
          )}
        </QueryBoundary>
      </PageBody>
      {invite ? <InviteDialog onClose={() => void setParams({ invite: null })} /> : null}
      {open?.act === "edit" ? <EditOperatorDialog operator={open.operator} onClose={close} /> : null}
      {open?.act === "sessions" ? <OperatorSessionsDialog operator={open.operator} onClose={close} /> : null}
      {open?.act === "link" ? <RenewLinkDialog operator={open.operator} onClose={close} /> : null}
      {open?.act === "second-factor" ? (
        <ResetSecondFactorDialog operator={open.operator} onClose={close} />
      ) : null}
      {open?.act === "disable" || open?.act === "enable" ? (
        <StatusDialog operator={open.operator} act={open.act} onClose={close} />
      ) : null}
    </>
  );
}

function StatusDialog({
  operator,
  act,
  onClose,
}: {
  operator: Operator;
  act: "disable" | "enable";
  onClose: () => void;
}) {
  const t = useTranslations("operators.statusChange");
  const update = useUpdateOperator();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`${act}.title`, { name: operator.name })}
      consequence={t(`${act}.consequence`)}
      confirmLabel={t(`${act}.confirm`)}
      isDangerous={act === "disable"}
      onConfirm={() =>
        update.mutateAsync({ id: operator.id, change: { status: act === "disable" ? "disabled" : "active" } })
      }
    />
  );
}
