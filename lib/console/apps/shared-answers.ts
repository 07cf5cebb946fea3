import "server-only";
import type { ConsoleContext } from "../context";
import type { AppRow } from "../store/tables";
import { currentCapabilities } from "./refresh-capabilities";

type Place = { context: Pick<ConsoleContext, "db" | "env" | "keyring">; app: AppRow };
type Ask<T> = (place: Place, question: string, ask: () => Promise<T>) => Promise<T>;

const maxAnswers = 1_000;

/**
 * Pages ask the same again and again. A server that tells when the answer changes is asked each time; any other once for
 * all operators within `ms`. Failures are not kept.
 */
export function sharedAnswers<T>(ms: number): Ask<T> {
  const answers = new Map<string, { askedAt: number; answer: Promise<T> }>();
  return async ({ context, app }, question, ask) => {
    const capabilities = await currentCapabilities(context, app);
    if (capabilities.includes("events")) return ask();
    const key = JSON.stringify([app.id, app.server_url, app.leancloud_app_id, question]);
    const known = answers.get(key);
    if (known && performance.now() - known.askedAt < ms) return known.answer;
    const answer = ask();
    answers.delete(key);
    answers.set(key, { askedAt: performance.now(), answer });
    answer.catch(() => {
      if (answers.get(key)?.answer === answer) answers.delete(key);
    });
    const [oldest] = answers.keys();
    if (answers.size > maxAnswers && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
