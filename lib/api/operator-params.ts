import "server-only";
import { z } from "zod";
import type { AuditTarget } from "./call";

export const operatorParams = z.object({ operatorId: z.string().min(1).max(64) });
export const sessionParams = z.object({ sessionId: z.string().min(1).max(64) });

export function operatorTarget(call: { params: { operatorId: string } }): AuditTarget {
  return { type: "operator", id: call.params.operatorId, label: null, href: "/operators" };
}
