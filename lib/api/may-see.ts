import "server-only";
import { isAllowed } from "@/lib/auth/permissions";
import type { SignedIn } from "@/lib/auth/sessions";

/**
 * Whether an operation or a job may be seen: one's own while its app may still be opened, and
 * everyone's by those who run the operators.
 */
export function maySee(
  { operator, grants }: SignedIn,
  row: { operator_id: string; app_id: string | null },
): boolean {
  if (isAllowed(grants, "operator.manage", null)) return true;
  const isOpen = row.app_id === null || isAllowed(grants, "conversation.read", row.app_id);
  return isOpen && row.operator_id === operator.id;
}
