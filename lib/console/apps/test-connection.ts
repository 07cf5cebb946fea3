import "server-only";
import { promisify } from "node:util";
import type { AppConnection, ConnectionFinding, ConnectionTest } from "@/lib/contracts/apps";
import { checkUrl, guardedLookup } from "@/lib/leancloud/address-policy";
import { findConversations } from "@/lib/leancloud/conversations";
import { getServerTime } from "@/lib/leancloud/global";
import { getCapabilities } from "@/lib/leancloud/parley";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { addressPolicy } from "./open-app";

type Policy = ReturnType<typeof addressPolicy>;
type Step = ConnectionTest["steps"][number];
type Found = Pick<Step, "finding" | "detail">;

/** Tries a connection step by step; the first step that fails says what is wrong, and ends it. */
export async function testConnection(connection: AppConnection, policy: Policy): Promise<ConnectionTest> {
  const steps: Step[] = [];
  let capabilities: ConnectionTest["capabilities"] = [];
  const run = async (step: Step["step"], work: () => Promise<ConnectionFinding>): Promise<boolean> => {
    const started = performance.now();
    const outcome = await work().then(
      (finding) => ({ ok: true, finding, detail: null }),
      (error: unknown) => ({ ok: false, ...explain(step, error) }),
    );
    steps.push({ step, ...outcome, ms: Math.round(performance.now() - started) });
    return outcome.ok;
  };
  const upstream = createLeanCloud({
    serverUrl: connection.serverUrl,
    appId: connection.leancloudAppId,
    appKey: connection.appKey,
    masterKey: connection.masterKey,
    policy,
  });
  const ok =
    (await run("address", () => checkAddressOf(connection.serverUrl, policy))) &&
    (await run("reach", () => reach(upstream))) &&
    (await run("app", async () => {
      await getServerTime(upstream);
      return "app-right";
    })) &&
    (await run("master-key", async () => {
      const find = { where: {}, order: "createdAt", skip: 0, limit: 1, count: false };
      await findConversations(upstream, find, { timeoutMs: 5_000 });
      return "master-key-right";
    })) &&
    (await run("capabilities", async () => {
      capabilities = await getCapabilities(upstream);
      return capabilities.length === 0 ? "leancloud" : "parley";
    }));
  return { ok, steps, capabilities };
}

async function checkAddressOf(serverUrl: string, policy: Policy): Promise<ConnectionFinding> {
  const url = new URL(serverUrl);
  checkUrl(url, policy);
  const lookup = promisify(guardedLookup(policy));
  await lookup(url.hostname.replace(/^\[|\]$/g, ""), {}).catch((error: unknown) => {
    if (error instanceof UpstreamError) throw error;
    throw new UnknownNameError(url.hostname);
  });
  return "address-right";
}

/** Any answer will do: whether the keys are right is asked next. */
async function reach(upstream: LeanCloud): Promise<ConnectionFinding> {
  try {
    await getServerTime(upstream);
  } catch (error) {
    const isAnswered = error instanceof UpstreamError && ["rejected", "unauthorized"].includes(error.kind);
    if (!isAnswered) throw error;
  }
  return "server-answers";
}

/** No address belongs to the server's name. */
class UnknownNameError extends Error {
  override readonly name = "UnknownNameError";
}

function explain(step: Step["step"], error: unknown): Found {
  if (error instanceof UnknownNameError) return { finding: "name-unknown", detail: error.message };
  if (!(error instanceof UpstreamError)) return { finding: "not-tried", detail: null };
  switch (error.kind) {
    case "unauthorized":
      return { finding: step === "app" ? "app-wrong" : "master-key-wrong", detail: null };
    case "address-refused":
      return { finding: "address-refused", detail: null };
    case "timeout":
      return { finding: "timeout", detail: null };
    case "unreadable":
      return {
        finding: isRedirect(error) ? "redirects" : "not-leancloud",
        detail: error.status === null ? null : `HTTP ${error.status}`,
      };
    case "unavailable": {
      const detail = causeOf(error);
      return { finding: tlsFinding(detail) ?? "no-connection", detail };
    }
    case "rate-limited":
      return { finding: "rate-limited", detail: error.message };
    default:
      return { finding: "refused", detail: error.message };
  }
}

function isRedirect({ status }: UpstreamError): boolean {
  return status !== null && status >= 300 && status < 400;
}

/** What Node's and OpenSSL's codes say about a connection that could not be made safe. */
function tlsFinding(code: string | null): ConnectionFinding | null {
  if (code === null) return null;
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "no-tls";
  return /CERT|UNABLE_TO_|HOSTNAME_MISMATCH/.test(code) ? "certificate" : null;
}

function causeOf({ status, cause }: UpstreamError): string | null {
  if (status !== null) return `HTTP ${status}`;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}
