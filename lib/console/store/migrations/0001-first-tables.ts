import "server-only";
import { type Kysely, type Migration, sql } from "kysely";

const statements = [
  `CREATE TABLE operators (
    id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'invited', 'disabled')),
    must_change_password INTEGER NOT NULL DEFAULT 0,
    locale TEXT, time_zone TEXT, theme TEXT NOT NULL DEFAULT 'system', density TEXT NOT NULL DEFAULT 'comfortable',
    last_seen_at INTEGER, created_at INTEGER NOT NULL)`,
  `CREATE TABLE grants (
    operator_id TEXT NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    app_id TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('agent', 'moderator', 'admin')),
    PRIMARY KEY (operator_id, app_id)) WITHOUT ROWID`,
  `CREATE TABLE sessions (
    id TEXT PRIMARY KEY, operator_id TEXT NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    revoked_at INTEGER, ip TEXT, user_agent TEXT)`,
  "CREATE INDEX sessions_operator ON sessions (operator_id, revoked_at)",
  `CREATE TABLE invitations (
    token_hash TEXT PRIMARY KEY, operator_id TEXT NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER)`,
  `CREATE TABLE sign_in_failures (
    subject TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL, locked_until INTEGER NOT NULL)`,
  `CREATE TABLE apps (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('embedded', 'hosted')), name TEXT NOT NULL,
    server_url TEXT NOT NULL, leancloud_app_id TEXT NOT NULL,
    app_key_sealed TEXT NOT NULL, master_key_sealed TEXT NOT NULL,
    environment TEXT NOT NULL, color TEXT NOT NULL,
    trusted_media_hosts TEXT NOT NULL DEFAULT '[]', sender_ids TEXT NOT NULL DEFAULT '[]',
    capabilities TEXT NOT NULL DEFAULT '[]', capabilities_at INTEGER NOT NULL DEFAULT 0,
    broadcast_daily_limit INTEGER, is_managed INTEGER NOT NULL DEFAULT 0,
    is_active INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL)`,
  `CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, operator_id TEXT, operator_email TEXT, action TEXT NOT NULL,
    app_id TEXT, target_type TEXT, target_id TEXT, target_label TEXT, target_href TEXT,
    result TEXT NOT NULL, ip TEXT, request_id TEXT, operation_id TEXT, details TEXT NOT NULL, hash TEXT NOT NULL)`,
  "CREATE INDEX audit_operator ON audit (operator_id, seq)",
  "CREATE INDEX audit_target ON audit (target_id, seq)",
  "CREATE INDEX audit_action ON audit (action, seq)",
  "CREATE INDEX audit_at ON audit (at)",
  `CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
  `CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
  `CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL)`,
  `INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '')`,
  `CREATE TABLE operations (
    id TEXT PRIMARY KEY, operator_id TEXT NOT NULL, app_id TEXT, action TEXT NOT NULL,
    request_hash TEXT NOT NULL, input_sealed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed', 'unknown')),
    started_at INTEGER NOT NULL, settled_at INTEGER, status INTEGER, result_sealed TEXT, error TEXT,
    request_id TEXT NOT NULL, ip TEXT)`,
  "CREATE INDEX operations_open ON operations (state) WHERE state IN ('pending', 'unknown')",
  "CREATE INDEX operations_action ON operations (app_id, action, started_at)",
  `CREATE TABLE jobs (
    id TEXT PRIMARY KEY, operation_id TEXT NOT NULL REFERENCES operations (id), operator_id TEXT NOT NULL,
    app_id TEXT NOT NULL, action TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    total INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
    failures TEXT NOT NULL DEFAULT '[]', started_at INTEGER NOT NULL, finished_at INTEGER)`,
];

export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
