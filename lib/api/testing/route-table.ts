import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ApiRequest } from "../call";
import { createPathFinder } from "../front-door/find-path";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Handler = (
  request: ApiRequest,
  segment: { params: Promise<Record<string, string>> },
) => Promise<Response>;
/** One handler of the console's API, as the files under `app/api` define it. */
export type RouteEntry = {
  method: Method;
  path: string;
  handler: Handler;
  access: string;
  isChange: boolean;
};

const root = fileURLToPath(new URL("../../../app/api/", import.meta.url));

/** Every handler there is, but next-auth's own and the one for everything else. */
export async function loadRoutes(): Promise<RouteEntry[]> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(`${sep}route.ts`) && !file.includes("[..."))
    .sort();
  const entries: RouteEntry[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
    const path = `/api/${relative(root, join(root, file, ".."))
      .split(sep)
      .join("/")}`;
    for (const method of methods) {
      const handler = module[method];
      if (isRoute(handler)) {
        entries.push({ method, path, handler, access: handler.access, isChange: handler.isChange });
      } else if (handler !== undefined) {
        throw new Error(`${method} ${path} is not made by route()`);
      }
    }
  }
  return entries;
}

function isRoute(value: unknown): value is Handler & { access: string; isChange: boolean } {
  return typeof value === "function" && "access" in value && "isChange" in value;
}

/** Finds the handler for a path, as the front door does. */
export function findHandler(routes: RouteEntry[], method: string, path: string) {
  const ofMethod = routes.filter((route) => route.method === method);
  return createPathFinder(ofMethod.map((route) => [route.path, route.handler] as const))(path);
}

/** Finds the handler for a request and calls it. */
export async function dispatch(routes: RouteEntry[], request: Request): Promise<Response> {
  const found = findHandler(routes, request.method, new URL(request.url).pathname);
  if (!found) throw new Error(`no route for ${request.method} ${request.url}`);
  return found.value(request, { params: Promise.resolve(found.params) });
}
