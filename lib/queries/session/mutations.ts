import { ApiError } from "../api-error";
import { reportAnswer } from "../connection";

export type SignInRefusal =
  | { ok: false; reason: "wrong" }
  /** The password was right: the code of the second factor is missing, or is not right. */
  | { ok: false; reason: "code_required" | "code_wrong" }
  | { ok: false; reason: "locked_out"; seconds: number };
type SignInInput = { email: string; password: string; code?: string };

/** Signs in with next-auth's credentials form. Throws ApiError when the console does not answer or fails. */
export async function signIn(input: SignInInput): Promise<{ ok: true } | SignInRefusal> {
  const answer = await postAuth("callback/credentials", input);
  const error = new URL(answer.url ?? "/", window.location.origin).searchParams.get("error");
  if (!error) return { ok: true };
  if (error === "code_required" || error === "code_wrong") return { ok: false, reason: error };
  const locked = /^locked_out:(\d+)$/.exec(error);
  return locked
    ? { ok: false, reason: "locked_out", seconds: Number(locked[1]) }
    : { ok: false, reason: "wrong" };
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await postAuth("signout", {});
}

/** Where the browser must go to sign in with the configured identity provider. */
export async function signInWithProvider(next: string): Promise<string> {
  const answer = await postAuth("signin/oidc", { callbackUrl: next });
  return answer.url ?? "/sign-in";
}

async function postAuth(path: string, fields: Record<string, string>): Promise<{ url?: string }> {
  const csrf = await call("/api/auth/csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await call(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const body = (await response.json().catch(() => ({}))) as { url?: string };
  if (!response.ok && !body.url) throw failure(`http_${response.status}`, response.status);
  return body;
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { ...init, cache: "no-store", credentials: "same-origin" });
    reportAnswer(true);
    if (response.status >= 500) throw failure("internal", response.status);
    return response;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    reportAnswer(false);
    throw failure("offline", 0);
  }
}

function failure(code: string, status: number) {
  return new ApiError({ code, status, message: "Signing in failed.", fault: "parley" });
}
