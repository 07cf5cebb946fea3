import "server-only";
import type { Logger } from "pino";
import type { RequestOrigin, SignedIn } from "@/lib/auth/sessions";
import { type AuditEntry, appendAudit } from "@/lib/console/audit/append-audit";
import type { ConsoleContext } from "@/lib/console/context";
import type { AppRow } from "@/lib/console/store/tables";
import type { AuditRow } from "@/lib/contracts/audit";
import type { Permission } from "@/lib/contracts/session";
import type { LeanCloud } from "@/lib/leancloud/request";

export type AuditTarget = NonNullable<AuditRow["target"]>;

/** What the API reads of a request. */
export type ApiRequest = Pick<Request, "body" | "headers" | "method" | "signal" | "url">;

/** What a handler works with: everything was checked and parsed before. */
export type Call<Params = unknown, Query = unknown, Body = unknown> = {
  request: ApiRequest;
  requestId: string;
  from: RequestOrigin;
  context: ConsoleContext;
  log: Logger;
  params: Params;
  query: Query;
  body: Body;
  /** Who asks. Throws on routes that anyone may call. */
  readonly signedIn: SignedIn;
  /** The app of the path. Throws on routes outside any app. */
  readonly app: AppRow;
  /** The app's IM server. */
  readonly upstream: LeanCloud;
  /** Whether anything on the IM server was, or may have been, changed by this call so far. */
  mayHaveChanged(): boolean;
  /** Given up when the browser goes away; undefined for changes, which are carried to their end. */
  signal: AbortSignal | undefined;
  /** The operation's id, for changes. */
  operationId: string | null;
  /** Throws `forbidden` unless the operator holds this permission too. */
  require(permission: Permission): void;
  /** Adds to the details of the audit row of a change: what was before, what is after. */
  note(details: Record<string, unknown>): void;
  /** Says what the change was done to, where the path does not. */
  target(target: AuditTarget): void;
  /** Writes an audit row of its own. */
  audit(
    entry: Omit<AuditEntry, "operatorId" | "operatorEmail" | "appId" | "ip" | "requestId">,
  ): Promise<void>;
};

/** The columns of an audit row that say who, from where and in which request. */
export function auditSubject(call: {
  who: SignedIn | null;
  appId: string | null;
  from: RequestOrigin;
  requestId: string;
}) {
  return {
    operatorId: call.who?.operator.id ?? null,
    operatorEmail: call.who?.operator.email ?? null,
    appId: call.appId,
    ip: call.from.ip,
    requestId: call.requestId,
  };
}

/** Writes an audit row for a call. */
export async function auditCall(
  context: ConsoleContext,
  subject: ReturnType<typeof auditSubject>,
  entry: Omit<AuditEntry, keyof ReturnType<typeof auditSubject>>,
): Promise<void> {
  await appendAudit(context.db, { ...subject, ...entry });
}
