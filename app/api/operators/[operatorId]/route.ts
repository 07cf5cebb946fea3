import { operatorParams, operatorTarget } from "@/lib/api/operator-params";
import { route } from "@/lib/api/route";
import { updateOperator } from "@/lib/console/operators/update-operator";
import { updateOperatorSchema } from "@/lib/contracts/operators";

/** Changes name, roles or status; the latter two end the operator's sessions at once. */
export const PATCH = route(
  {
    access: "operator.manage",
    params: operatorParams,
    body: updateOperatorSchema,
    change: {
      action: ({ body }) => (body.status === "disabled" ? "operator.disable" : "operator.edit"),
      target: operatorTarget,
    },
  },
  async ({ context, params, body, note, target }) => {
    const { before, after } = await updateOperator(context, params.operatorId, body);
    target({ ...operatorTarget({ params }), label: after.email });
    const shown = ({ name, grants, status }: typeof after) => ({ name, grants, status });
    note({ before: shown(before), after: shown(after) });
    return { operator: after };
  },
);
