import "server-only";
import type { Selectable } from "kysely";
import { Database } from "@/lib/sqlite/driver";
import type { AppRow, ConsoleTables, OperatorRow } from "./tables";

type SessionRow = Selectable<ConsoleTables["sessions"]>;
type GrantRow = Selectable<ConsoleTables["grants"]>;

/**
 * What every call of the API asks for. Statements that stay prepared, on a connection of its own that
 * only reads: it sees what was committed, at once, and waits for no transaction.
 */
export type Lookups = {
  session(id: string): SessionRow | undefined;
  operator(id: string): OperatorRow | undefined;
  /** In the order of their apps. */
  grants(operatorId: string): GrantRow[];
  /** An app that is in use. */
  app(id: string): AppRow | undefined;
};

/** Opens the look-ups of a database that is there already. */
export function openLookups(file: string): { lookups: Lookups; close(): void } {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  sqlite.pragma("busy_timeout = 5000");
  const session = sqlite.prepare<[string], SessionRow>("SELECT * FROM sessions WHERE id = ?");
  const operator = sqlite.prepare<[string], OperatorRow>("SELECT * FROM operators WHERE id = ?");
  const grants = sqlite.prepare<[string], GrantRow>(
    "SELECT * FROM grants WHERE operator_id = ? ORDER BY app_id",
  );
  const app = sqlite.prepare<[string], AppRow>("SELECT * FROM apps WHERE id = ? AND is_active = 1");
  return {
    lookups: {
      session: (id) => session.get(id),
      operator: (id) => operator.get(id),
      grants: (operatorId) => grants.all(operatorId),
      app: (id) => app.get(id),
    },
    close: () => void sqlite.close(),
  };
}
