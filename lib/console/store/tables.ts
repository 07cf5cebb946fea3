import "server-only";
import type { Selectable } from "kysely";
import type { Role } from "@/lib/contracts/session";

/** The console's own tables. Times are milliseconds since the epoch; flags are 0 or 1. */
export type ConsoleTables = {
  operators: OperatorsTable;
  grants: GrantsTable;
  sessions: SessionsTable;
  invitations: InvitationsTable;
  second_factors: SecondFactorsTable;
  recovery_codes: RecoveryCodesTable;
  sign_in_failures: SignInFailuresTable;
  apps: AppsTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  operations: OperationsTable;
  jobs: JobsTable;
  watched_clients: WatchedClientsTable;
  poller_positions: PollerPositionsTable;
  poller_messages: PollerMessagesTable;
  poller_looks: PollerLooksTable;
};

type OperatorsTable = {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
  password_hash: string | null;
  status: "active" | "invited" | "disabled";
  must_change_password: number;
  locale: string | null;
  time_zone: string | null;
  theme: string;
  density: string;
  last_seen_at: number | null;
  created_at: number;
};
export type OperatorRow = Selectable<OperatorsTable>;

type GrantsTable = { operator_id: string; app_id: string; role: Role };

type SessionsTable = {
  id: string;
  operator_id: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  revoked_at: number | null;
  ip: string | null;
  user_agent: string | null;
};

type InvitationsTable = {
  /** SHA-256 of the token; the token itself is told once. */
  token_hash: string;
  operator_id: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
};

type SecondFactorsTable = {
  operator_id: string;
  secret_sealed: string;
  started_at: number;
  /** Null until a first code has shown that the authenticator has the secret: nobody is asked for codes before. */
  enabled_at: number | null;
  /** Codes of this time step and those before it were used, or will not be. */
  last_step: number;
};
export type SecondFactorRow = Selectable<SecondFactorsTable>;

/** Those not used yet. */
type RecoveryCodesTable = {
  operator_id: string;
  /** Keyed hash; the code itself is told once. */
  code_hash: string;
};

/** `subject`: `account:<hash>` or `address:<ip>`. */
type SignInFailuresTable = { subject: string; count: number; last_at: number; locked_until: number };

type AppsTable = {
  id: string;
  kind: "embedded" | "hosted";
  name: string;
  server_url: string;
  leancloud_app_id: string;
  app_key_sealed: string;
  master_key_sealed: string;
  environment: string;
  color: string;
  /** JSON arrays of text. */
  trusted_media_hosts: string;
  sender_ids: string;
  capabilities: string;
  capabilities_at: number;
  broadcast_daily_limit: number | null;
  is_managed: number;
  /** A managed app whose variables are gone is kept, and not shown. */
  is_active: number;
  created_at: number;
};
export type AppRow = Selectable<AppsTable>;

type AuditTable = {
  seq: number;
  at: number;
  operator_id: string | null;
  operator_email: string | null;
  action: string;
  app_id: string | null;
  target_type: string | null;
  target_id: string | null;
  target_label: string | null;
  target_href: string | null;
  result: string;
  ip: string | null;
  request_id: string | null;
  operation_id: string | null;
  /** JSON. */
  details: string;
  hash: string;
};
export type AuditTableRow = Selectable<AuditTable>;

/** One row: the newest link of the chain. */
type AuditHeadTable = { id: number; seq: number; hash: string };

type OperationsTable = {
  id: string;
  operator_id: string;
  app_id: string | null;
  action: string;
  /** Keyed hash of method, path and body. */
  request_hash: string;
  /** Sealed JSON: what settling needs to look for. */
  input_sealed: string;
  state: "pending" | "succeeded" | "failed" | "unknown";
  started_at: number;
  settled_at: number | null;
  /** HTTP status of the recorded answer. */
  status: number | null;
  /** Sealed JSON of the result; JSON of the error. */
  result_sealed: string | null;
  error: string | null;
  request_id: string;
  ip: string | null;
};
export type OperationRow = Selectable<OperationsTable>;

type JobsTable = {
  id: string;
  operation_id: string;
  operator_id: string;
  app_id: string;
  action: string;
  state: "running" | "done" | "stopped" | "failed";
  total: number;
  done: number;
  failed: number;
  /** JSON. */
  failures: string;
  /** JSON: what is being changed now, and was not audited yet. */
  doing: string;
  started_at: number;
  finished_at: number | null;
};
export type JobRow = Selectable<JobsTable>;

/** An operator's own list of an app's clients. */
type WatchedClientsTable = {
  operator_id: string;
  app_id: string;
  client_id: string;
  note: string;
  added_at: number;
};

/** How far a hosted app was looked through. Times but `saved_at` are on the IM server's clock. */
type PollerPositionsTable = {
  app_id: string;
  /** Where the app lay: a hash of server and app id. */
  place: string;
  position: string;
  /** How many looks have told something. */
  looks: number;
  newest: number;
  known_from: number;
  told_until: number;
  saved_at: number;
};

/** What was seen of the newest messages; nothing of what was written but a hash. */
type PollerMessagesTable = {
  app_id: string;
  /** The id that history is asked by, of which message ids are unique. */
  box: string;
  message_id: string;
  conversation_id: string;
  client_id: string | null;
  timestamp: number;
  print: string;
};

/** What the newest looks told. */
type PollerLooksTable = {
  app_id: string;
  look: number;
  /** Behind what it told. */
  position: string;
  told_until: number;
  /** JSON. */
  events: string;
};
