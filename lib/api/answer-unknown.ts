import "server-only";
import { randomUUID } from "node:crypto";
import { dataHeaders, isHttpsRequest } from "@/lib/config/security-headers";
import { ApiFailure } from "./api-failure";
import { respondError } from "./respond";

/** Answers a call to an address that the API does not have. */
export function answerUnknown(request: Request): Response {
  const response = respondError(new ApiFailure("not_found", "The API has no such address."), randomUUID());
  for (const [name, value] of Object.entries(dataHeaders({ isHttps: isHttpsRequest(request) }))) {
    response.headers.set(name, value);
  }
  return response;
}
