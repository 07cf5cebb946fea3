import { randomUUID } from "node:crypto";
import { z } from "zod";
import { apiErrorSchema } from "@/lib/contracts/common";

export type TestAnswer = {
  status: number;
  body: unknown;
  headers: Headers;
  text: string;
};
type Options = {
  /** The operation's id; a new one unless given. */
  key?: string;
  /** Laid over the ones a browser would send; null takes one away. */
  headers?: Record<string, string | null>;
};

/** Calls the API as a page of one operator would. */
export type TestClient = {
  operatorId: string | null;
  cookie: string | null;
  get(path: string, options?: Options): Promise<TestAnswer>;
  send(method: string, path: string, body?: unknown, options?: Options): Promise<TestAnswer>;
};

export function createTestClient(from: {
  origin: string;
  cookie: string | null;
  operatorId: string | null;
  call(request: Request): Promise<Response>;
}): TestClient {
  const send = async (
    method: string,
    path: string,
    body: unknown,
    options: Options = {},
  ): Promise<TestAnswer> => {
    const isRead = method === "GET";
    const headers = new Headers({ host: new URL(from.origin).host, "x-forwarded-for": "192.0.2.1" });
    if (from.cookie) headers.set("cookie", from.cookie);
    if (!isRead) {
      headers.set("origin", from.origin);
      headers.set("sec-fetch-site", "same-origin");
      headers.set("content-type", "application/json");
      headers.set("idempotency-key", options.key ?? randomUUID());
    }
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(from.origin + path, {
      method,
      headers,
      body: isRead ? undefined : (text ?? "{}"),
    });
    const response = await from.call(request);
    const answer = await response.text();
    const isJson = response.headers.get("content-type")?.includes("application/json");
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      body: isJson ? JSON.parse(answer) : null,
    };
  };
  return {
    operatorId: from.operatorId,
    cookie: from.cookie,
    get: (path, options) => send("GET", path, undefined, options),
    send,
  };
}

/** The error of an answer; fails the test when it is none. */
export function errorOf(answer: TestAnswer) {
  return apiErrorSchema.parse(answer.body).error;
}

const changedSchema = z.object({
  operation: z.object({ id: z.string(), state: z.string() }),
  result: z.unknown(),
});

/** `{operation, result}` of an answer, the result read with `schema`. */
export function changedOf<T>(
  answer: TestAnswer,
  schema: z.ZodType<T>,
): { id: string; state: string; result: T } {
  const { operation, result } = changedSchema.parse(answer.body);
  return { ...operation, result: schema.parse(result) };
}
