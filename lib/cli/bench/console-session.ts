import { z } from "zod";
import { CliError } from "../cli-error";

/** Calls of a signed-in operator. */
export type ConsoleSession = {
  get: (path: string) => Promise<Response>;
  /** The embedded app's id in the console. */
  appId: string;
  /** What keeps a browser signed in. */
  cookies: Cookie[];
};
export type Cookie = { name: string; value: string };

const csrfSchema = z.object({ csrfToken: z.string() });
const sessionSchema = z.looseObject({ apps: z.array(z.looseObject({ id: z.string(), kind: z.string() })) });

/** Signs in as a browser does and keeps the cookies. */
export async function openSession(url: string, email: string, password: string): Promise<ConsoleSession> {
  const jar = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, "accept-encoding": "identity", cookie };
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  const { csrfToken } = csrfSchema.parse(await (await call("/api/auth/csrf")).json());
  await call("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: url },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }).toString(),
  });
  const response = await call("/api/session");
  if (!response.ok) throw new CliError("check_failed", `Signing in to ${url} failed (${response.status}).`);
  const session = sessionSchema.parse(await response.json());
  return {
    get: (path) => call(path),
    appId: session.apps.find((app) => app.kind === "embedded")?.id ?? "",
    cookies: [...jar].map(([name, value]) => ({ name, value })),
  };
}
