import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import { limits } from "@/lib/protocol/limits";
import { batchBodySchema } from "@/lib/protocol/rest/storage";
import type { ImContext } from "../../services/context";
import { badRequest, ImError } from "../../services/errors";
import type { Access } from "../auth";
import { presentError } from "../errors";
import { innerRequest, isInnerRequest, toInnerMethod, withQuery } from "../inner-request";
import { route } from "../route";

type BatchRequest = z.output<typeof batchBodySchema>["requests"][number];
type BatchAnswer = { success: unknown } | { error: { code: number; error: string } };

/** POST /1.1/batch: requests that run one after the other, each answered for itself. */
export function registerBatch(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/1.1/batch",
    key: "any",
    body: batchBodySchema,
    async handle({ body, access, request }) {
      if (isInnerRequest(request)) throw badRequest("A batch cannot contain a batch.");
      if (body.requests.length > limits.batch) {
        throw badRequest(`A batch has at most ${limits.batch} requests.`);
      }
      const answers: BatchAnswer[] = [];
      for (const inner of body.requests) {
        answers.push(await runOne(app, context, access, inner, request.ip));
      }
      return answers;
    },
  });
}

async function runOne(
  app: FastifyInstance,
  context: ImContext,
  access: Access,
  request: BatchRequest,
  ip: string,
): Promise<BatchAnswer> {
  try {
    const method = toInnerMethod(request.method);
    const path = withQuery(request.path.replace(/[^\x21-\x7e]+/gu, encodeURIComponent), request.params);
    const answer = await innerRequest(app, context.keys, access, { method, path, body: request.body }, ip);
    const value: unknown = JSON.parse(answer.text);
    if (answer.status >= 400) return { error: asError(value) };
    // Clients read null as "no such object" where a single request answers {}.
    return { success: method === "GET" && isEmptyObject(value) ? null : value };
  } catch (error) {
    const answer = presentError(error instanceof URIError ? badRequest("Bad path.") : error);
    if (answer.isFault) app.log.error({ err: error }, "batched request failed");
    return { error: answer.body };
  }
}

function asError(value: unknown): { code: number; error: string } {
  if (isJsonObject(value) && "code" in value && "error" in value) {
    return { code: Number(value.code), error: String(value.error) };
  }
  throw new ImError(restErrorCodes.general, "Request failed.");
}

function isEmptyObject(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
