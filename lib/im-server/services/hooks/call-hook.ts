import { createHmac } from "node:crypto";
import { z } from "zod";
import type { HookName } from "@/lib/protocol/app-settings";
import type { ImContext } from "../context";

/** An answer longer than this is a failure. */
const MAX_ANSWER = 256 * 1024;

/** The hook could not be asked, or gave no usable answer. */
export class HookError extends Error {
  override readonly name = "HookError";
}

export type HookAnswer = Record<string, unknown>;
const answerSchema = z.record(z.string(), z.unknown());

/** Whether a hook is to be called at all. */
export function isHooked(context: ImContext, name: HookName): boolean {
  const { hooks } = context.settings.current;
  return hooks.url !== null && hooks.enabled.includes(name);
}

/**
 * Asks the app by POST `{url}/{name}`: parameters as JSON, the answer bare or as `{result}`. Null
 * when the hook is off, or has failed and the app wants to go on without it, as LeanCloud does.
 * @throws HookError when it has failed and the app refuses then
 */
export async function callHook(
  context: ImContext,
  name: HookName,
  params: Record<string, unknown>,
): Promise<HookAnswer | null> {
  if (!isHooked(context, name)) return null;
  const { hooks } = context.settings.current;
  try {
    const text = await postSigned(
      context,
      `${hooks.url?.replace(/\/$/, "")}/${name}`,
      params,
      hooks.timeoutMs,
    );
    const answer = answerSchema.parse(text === "" ? {} : JSON.parse(text));
    const inner = answerSchema.safeParse(answer.result);
    return inner.success ? inner.data : answer;
  } catch (error) {
    if (hooks.refuseOnFailure) throw new HookError(`${name} failed`, { cause: error });
    return null;
  }
}

/**
 * Posts JSON that the receiver can check: `X-Parley-Signature` is the hex HMAC-SHA256, with the
 * master key, over `X-Parley-Timestamp`, a dot and the body. Answers the body of a 2xx.
 * @throws Error for everything else, also when it takes longer than `timeout` ms
 */
export async function postSigned(
  context: ImContext,
  url: string,
  body: unknown,
  timeout: number,
): Promise<string> {
  const text = JSON.stringify(body);
  const timestamp = String(context.now());
  const signature = createHmac("sha256", context.keys.masterKey).update(`${timestamp}.${text}`).digest("hex");
  const response = await fetch(url, {
    method: "POST",
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-lc-id": context.keys.appId,
      "x-parley-timestamp": timestamp,
      "x-parley-signature": signature,
    },
    body: text,
  });
  const answer = await readLimited(response);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return answer;
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
