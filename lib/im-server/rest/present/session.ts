import type { SessionWire } from "@/lib/protocol/rest/sessions";
import type { LoginRow, SessionKey } from "../../store/trace-interface";

/** A session's public name: it stays the same over restarts. */
export function sessionId({ run, session }: SessionKey): string {
  return `${run.toString(36)}-${session}`;
}

/** A session as everybody is told of it. */
export function presentSession(row: Omit<LoginRow, "clientId" | "endedAt" | "cause">): SessionWire {
  return {
    id: sessionId(row),
    at: row.at,
    tag: row.tag,
    device_id: row.deviceId,
    protocol: row.protocol,
    user_agent: row.userAgent,
    address: row.address,
  };
}
