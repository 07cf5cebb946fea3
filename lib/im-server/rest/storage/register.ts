import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { iso } from "../present/conversation";
import { route } from "../route";
import { registerBatch } from "./batch";
import { registerClasses } from "./classes";
import { registerMemberInfoClass } from "./member-info-class";

/** LeanCloud's storage API as far as IM needs it: its classes, batches, and the server's date. */
export function registerStorage(app: FastifyInstance, context: ImContext): void {
  registerMemberInfoClass(app, context);
  registerClasses(app, context);
  registerBatch(app, context);
  route(app, {
    method: "GET",
    path: "/1.1/date",
    key: "any",
    handle: () => ({ __type: "Date", iso: iso(context.now()) }),
  });
}
