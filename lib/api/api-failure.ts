import "server-only";
import type { z } from "zod";
import type { ApiErrorCode, faultSchema } from "@/lib/contracts/common";
import type { Permission } from "@/lib/contracts/session";

type Fault = z.infer<typeof faultSchema>;

/** Status and whose fault, by code. */
export const failureKinds: Record<ApiErrorCode, { status: number; fault: Fault }> = {
  bad_request: { status: 400, fault: "you" },
  unauthenticated: { status: 401, fault: "you" },
  password_change_required: { status: 403, fault: "you" },
  forbidden: { status: 403, fault: "you" },
  not_found: { status: 404, fault: "you" },
  conflict: { status: 409, fault: "you" },
  too_large: { status: 413, fault: "you" },
  rate_limited: { status: 429, fault: "server" },
  locked_out: { status: 429, fault: "you" },
  upstream_rejected: { status: 422, fault: "you" },
  upstream_unavailable: { status: 503, fault: "server" },
  upstream_unauthorized: { status: 502, fault: "parley" },
  not_supported: { status: 501, fault: "server" },
  unknowable: { status: 503, fault: "server" },
  internal: { status: 500, fault: "parley" },
};

/** A failure that a page may be told of: its message is English, safe to show, and says what to do. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** The refusal of who lacks a permission. */
export function missingPermission(permission: Permission): ApiFailure {
  return new ApiFailure("forbidden", `Your role does not allow this (${permission}).`, { permission });
}
