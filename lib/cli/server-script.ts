import { EnvError } from "@/lib/config/env";
import { StoreError } from "@/lib/console/store/store-error";

/**
 * What a script of `runServerScript` does: reads its input, writes the answer, and ends. What the
 * person at the terminal can put right is one line without a stack.
 */
export async function answerInput(work: (input: unknown) => Promise<unknown>): Promise<never> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  try {
    const answer = await work(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    process.exit(0);
  } catch (error) {
    const isToldPlainly = error instanceof EnvError || error instanceof StoreError;
    console.error(isToldPlainly ? error.message : error);
    process.exit(1);
  }
}
