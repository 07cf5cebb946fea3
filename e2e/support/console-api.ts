import { randomUUID } from "node:crypto";
import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { operators, type RoleName, running, statePath } from "./running";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** The console's own API as a signed-in operator, without a browser. */
export type ConsoleApi = {
  call: (method: Method, path: string, body?: unknown, operationId?: string) => Promise<APIResponse>;
  /** The same, for calls that must succeed; answers the decoded body. */
  ok: <T>(method: Method, path: string, body?: unknown) => Promise<T>;
  dispose: () => Promise<void>;
};

/** Opens the API with the kept sign-in of a role, or with none. */
export async function openApi(role: RoleName | null): Promise<ConsoleApi> {
  const { url } = running();
  const context = await request.newContext({
    baseURL: url,
    storageState: role ? statePath(role) : undefined,
    extraHTTPHeaders: { Origin: url },
  });
  const call: ConsoleApi["call"] = (method, path, body, operationId = randomUUID()) =>
    context.fetch(path, {
      method,
      data: body === undefined ? undefined : JSON.stringify(body),
      headers: method === "GET" ? {} : { "Content-Type": "application/json", "Idempotency-Key": operationId },
    });
  return {
    call,
    ok: async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
      const response = await call(method, path, body);
      if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
      return response.json();
    },
    dispose: () => context.dispose(),
  };
}

/** Signs an operator in over HTTP and keeps the sign-in for the browsers of that role. */
export async function keepSignIn(role: RoleName): Promise<void> {
  const { email, password } = operators[role];
  const context = await signIn(email, password);
  await context.storageState({ path: statePath(role) });
  await context.dispose();
}

/** A request context that is signed in. */
export async function signIn(email: string, password: string): Promise<APIRequestContext> {
  const { url } = running();
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: url } });
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const response = await context.post("/api/auth/callback/credentials", {
    form: { email, password, csrfToken, json: "true" },
  });
  const answer: { url?: string } = await response.json();
  if (!answer.url || answer.url.includes("error="))
    throw new Error(`Sign-in of ${email} failed: ${answer.url}`);
  return context;
}

/** Invites the operator of a role for every app, accepts the invitation and keeps the sign-in. */
export async function addOperator(role: "moderator" | "agent"): Promise<void> {
  await join(operators[role], role);
  await keepSignIn(role);
}

/** Another agent, whom only one journey knows. */
export async function addAgent(operator: { email: string; name: string; password: string }): Promise<void> {
  await join(operator, "agent");
}

async function join(
  { email, name, password }: { email: string; name: string; password: string },
  role: "moderator" | "agent",
): Promise<void> {
  const admin = await openApi("admin");
  const { result } = await admin.ok<{ result: { invitationUrl: string } }>("POST", "/api/operators", {
    email,
    name,
    grants: [{ appId: "*", role }],
  });
  const token = new URL(result.invitationUrl, running().url).pathname.split("/").at(-1);
  const visitor = await openApi(null);
  await visitor.ok("POST", `/api/invitations/${token}`, { password });
  await Promise.all([admin.dispose(), visitor.dispose()]);
}
