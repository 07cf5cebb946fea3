import { z } from "zod";
import { type QuotaPlan, quotaPlans } from "./limits";

const count = z.int().positive().optional();
const planSchema = z.strictObject({
  normalPerMinute: count,
  subscriberPerMinute: count,
  subscriberPerDay: count,
  broadcastPerMinute: count,
  broadcastPerDay: count,
});

/** What `PARLEY_IM_QUOTAS` may say, for whoever wrote something else. */
export const quotasProblem = `must be off, commercial, developer or a JSON object of ${Object.keys(planSchema.shape).join(", ")}, each a whole number above 0`;

/** Reads `PARLEY_IM_QUOTAS`: the rates of REST, null for none. What a JSON plan leaves out is as in the commercial one. */
export const quotasSchema = z.string().transform((text, context): QuotaPlan | null => {
  if (text === "off") return null;
  if (text === "commercial" || text === "developer") return quotaPlans[text];
  const plan = planSchema.safeParse(decode(text));
  if (plan.success) return { ...quotaPlans.commercial, ...plan.data };
  context.addIssue({ code: "custom", message: quotasProblem });
  return z.NEVER;
});

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
