import "server-only";
import type { ConsoleContext } from "@/lib/console/context";

type Context = Pick<ConsoleContext, "db" | "keyring">;

/** Failures before a lock, how long the first lock is (each further failure doubles it), and its end. */
const rules = {
  account: { free: 5, firstMs: 30_000, maxMs: 15 * 60_000 },
  address: { free: 30, firstMs: 60_000, maxMs: 60 * 60_000 },
};
const forgetAfterMs = 24 * 3_600_000;

type Subject = { subject: string; rule: (typeof rules)["account"] };

/** Milliseconds until this account or address may try again; 0 when it may. Unknown accounts count alike. */
export async function lockedFor(
  context: Context,
  email: string,
  ip: string | null,
  now = Date.now(),
): Promise<number> {
  const rows = await context.db
    .selectFrom("sign_in_failures")
    .select("locked_until")
    .where(
      "subject",
      "in",
      subjectsOf(context, email, ip).map((entry) => entry.subject),
    )
    .execute();
  return Math.max(0, ...rows.map((row) => row.locked_until - now));
}

/** Counts a failed sign-in against the account and the address. */
export async function countFailure(
  context: Context,
  email: string,
  ip: string | null,
  now = Date.now(),
): Promise<void> {
  for (const { subject, rule } of subjectsOf(context, email, ip)) {
    const known = await context.db
      .selectFrom("sign_in_failures")
      .selectAll()
      .where("subject", "=", subject)
      .executeTakeFirst();
    const count = known && known.last_at + forgetAfterMs > now ? known.count + 1 : 1;
    const over = count - rule.free;
    const locked_until = over < 0 ? 0 : now + Math.min(rule.maxMs, rule.firstMs * 2 ** Math.min(over, 20));
    const values = { count, last_at: now, locked_until };
    await context.db
      .insertInto("sign_in_failures")
      .values({ subject, ...values })
      .onConflict((conflict) => conflict.column("subject").doUpdateSet(values))
      .execute();
  }
}

/** Forgets an account's failures, after a success or when an admin gives it a new link. */
export async function clearFailures(context: Context, email: string): Promise<void> {
  await context.db
    .deleteFrom("sign_in_failures")
    .where("subject", "=", accountSubject(context, email))
    .execute();
}

/** The key under which failures of an account are counted; the e-mail itself is not kept. */
export function accountSubject(context: Pick<ConsoleContext, "keyring">, email: string): string {
  return `account:${context.keyring.mac(email.trim().toLowerCase())}`;
}

function subjectsOf(context: Context, email: string, ip: string | null): Subject[] {
  const subjects: Subject[] = [{ subject: accountSubject(context, email), rule: rules.account }];
  if (ip) subjects.push({ subject: `address:${ip}`, rule: rules.address });
  return subjects;
}
