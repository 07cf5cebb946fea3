import "server-only";
import { promisify } from "node:util";
import type { AppConnection, ConnectionTest } from "@/lib/contracts/apps";
import { checkUrl, guardedLookup } from "@/lib/leancloud/address-policy";
import { findConversations } from "@/lib/leancloud/conversations";
import { getServerTime } from "@/lib/leancloud/global";
import { getCapabilities } from "@/lib/leancloud/parley";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { addressPolicy } from "./open-app";

type Policy = ReturnType<typeof addressPolicy>;
type Step = ConnectionTest["steps"][number];

/** Tries a connection step by step; the first step that fails says what is wrong, and ends it. */
export async function testConnection(connection: AppConnection, policy: Policy): Promise<ConnectionTest> {
  const steps: Step[] = [];
  let capabilities: ConnectionTest["capabilities"] = [];
  const run = async (step: Step["step"], work: () => Promise<string>): Promise<boolean> => {
    const started = performance.now();
    const outcome = await work().then(
      (message) => ({ ok: true, message }),
      (error: unknown) => ({ ok: false, message: explain(step, error) }),
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
      return "The app id and app key are right.";
    })) &&
    (await run("master-key", async () => {
      const find = { where: {}, order: "createdAt", skip: 0, limit: 1, count: false };
      await findConversations(upstream, find, { timeoutMs: 5_000 });
      return "The master key is right.";
    })) &&
    (await run("capabilities", async () => {
      capabilities = await getCapabilities(upstream);
      if (capabilities.length === 0) return "This is LeanCloud: everything but search and versions.";
      return `This is a Parley server: ${capabilities.join(", ")}.`;
    }));
  return { ok, steps, capabilities };
}

async function checkAddressOf(serverUrl: string, policy: Policy): Promise<string> {
  const url = new URL(serverUrl);
  checkUrl(url, policy);
  const lookup = promisify(guardedLookup(policy));
  await lookup(url.hostname.replace(/^\[|\]$/g, ""), {}).catch((error: unknown) => {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError("unavailable", `The name ${url.hostname} is not known.`);
  });
  return "The address may be used.";
}

/** Any answer will do: whether the keys are right is asked next. */
async function reach(upstream: LeanCloud): Promise<string> {
  try {
    await getServerTime(upstream);
  } catch (error) {
    const isAnswered = error instanceof UpstreamError && ["rejected", "unauthorized"].includes(error.kind);
    if (!isAnswered) throw error;
  }
  return "The server answers.";
}

function explain(step: Step["step"], error: unknown): string {
  if (!(error instanceof UpstreamError)) return "This could not be tried.";
  if (error.kind === "unauthorized") {
    return step === "app"
      ? "The server refuses this app id or app key."
      : "The server refuses the master key; the app id and app key are right.";
  }
  if (error.kind === "timeout") return "The server does not answer in time.";
  if (error.kind === "unreadable") return `This does not answer like LeanCloud. ${error.message}`;
  return error.message;
}
