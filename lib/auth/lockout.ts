import "server-only";
import { isIP } from "node:net";
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
  await context.db.transaction().execute(async (trx) => {
    for (const { subject, rule } of subjectsOf(context, email, ip)) {
      const known = await trx
        .selectFrom("sign_in_failures")
        .selectAll()
        .where("subject", "=", subject)
        .executeTakeFirst();
      const count = known && known.last_at + forgetAfterMs > now ? known.count + 1 : 1;
      const over = count - rule.free;
      const locked_until = over < 0 ? 0 : now + Math.min(rule.maxMs, rule.firstMs * 2 ** Math.min(over, 20));
      const values = { count, last_at: now, locked_until };
      await trx
        .insertInto("sign_in_failures")
        .values({ subject, ...values })
        .onConflict((conflict) => conflict.column("subject").doUpdateSet(values))
        .execute();
    }
  });
}

// One guess at a time for each account and from each address: those sent together cannot slip past the count.
const queues = new Map<string, Promise<unknown>>();

/** Does `work`, which tries a password, after every try before it for this account or from this address. */
export async function inTryQueue<T>(email: string, ip: string | null, work: () => Promise<T>): Promise<T> {
  const keys = [`account:${email}`, ...(ip ? [`address:${networkOf(ip)}`] : [])];
  const turn = Promise.all(keys.map((key) => queues.get(key))).then(work);
  const settled = turn.catch(() => undefined);
  for (const key of keys) queues.set(key, settled);
  try {
    return await turn;
  } finally {
    for (const key of keys) if (queues.get(key) === settled) queues.delete(key);
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
  if (ip) subjects.push({ subject: `address:${networkOf(ip)}`, rule: rules.address });
  return subjects;
}

/** Whoever has one IPv6 address has the 2^64 beside it as well: those count as one. */
function networkOf(ip: string): string {
  if (isIP(ip) !== 6) return ip;
  const [head = "", tail = ""] = ip.split("::");
  const groups = (text: string) => text.split(":").filter(Boolean);
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = ip.includes("::")
    ? [...groups(head), ...Array(missing).fill("0"), ...groups(tail)]
    : groups(head);
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
