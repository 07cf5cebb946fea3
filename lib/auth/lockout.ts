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

/**
 * Who tries for an account. `known` names a browser that has signed in to it before, or whoever is signed in: what
 * strangers try does not lock these out, only their own failures do.
 */
export type Guesser = { email: string; ip: string | null; known?: string | null };

/** Milliseconds until this account or address may try again; 0 when it may. Unknown accounts count alike. */
export async function lockedFor(context: Context, guesser: Guesser, now = Date.now()): Promise<number> {
  const { account, address, known } = subjectsOf(context, guesser);
  const binding = [known ?? account, address].filter((entry) => entry !== null);
  const rows = await context.db
    .selectFrom("sign_in_failures")
    .select("locked_until")
    .where(
      "subject",
      "in",
      binding.map((entry) => entry.subject),
    )
    .execute();
  return Math.max(0, ...rows.map((row) => row.locked_until - now));
}

/** Counts a failed try against the account, the address, and whoever is known to the account. */
export async function countFailure(context: Context, guesser: Guesser, now = Date.now()): Promise<void> {
  const subjects = Object.values(subjectsOf(context, guesser)).filter((entry) => entry !== null);
  await context.db.transaction().execute(async (trx) => {
    for (const { subject, rule } of subjects) {
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

// One guess at a time for each count: those sent together cannot slip past it.
const queues = new Map<string, Promise<unknown>>();

/** Does `work`, which tries a password, after every try before it that counts alike. */
export async function inTryQueue<T>({ email, ip, known }: Guesser, work: () => Promise<T>): Promise<T> {
  // Who is known does not wait behind strangers either.
  const keys = [known ?? `account:${email}`, ...(ip ? [`address:${networkOf(ip)}`] : [])];
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
export async function clearFailures(context: Context, email: string, known?: string | null): Promise<void> {
  const subjects = [accountSubject(context, email), ...(known ? [known] : [])];
  await context.db.deleteFrom("sign_in_failures").where("subject", "in", subjects).execute();
}

/** The key under which failures of an account are counted; the e-mail itself is not kept. */
export function accountSubject(context: Pick<ConsoleContext, "keyring">, email: string): string {
  return `account:${context.keyring.mac(email.trim().toLowerCase())}`;
}

function subjectsOf(context: Context, { email, ip, known }: Guesser) {
  const { account, address } = rules;
  return {
    account: { subject: accountSubject(context, email), rule: account },
    address: ip ? { subject: `address:${networkOf(ip)}`, rule: address } : null,
    known: known ? { subject: known, rule: account } : null,
  } satisfies Record<string, Subject | null>;
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
