import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { classQuerySchema, classWriteQuerySchema, scanQuerySchema } from "@/lib/protocol/rest/storage";
import type { ImContext } from "../../services/context";
import { ImError } from "../../services/errors";
import { presentCreated } from "../present/conversation";
import { selectKeys } from "../present/select-keys";
import { route } from "../route";
import { findReadable, mayAccess, requireCreate, requireWrite } from "./access";
import type { StoredObject } from "./class-handler";
import { handlerOf } from "./class-handlers";
import { includePointers } from "./include";
import { readStorageQuery, readWhere } from "./read-query";

const classParams = z.object({ className: z.string().max(64) });
const objectParams = classParams.extend({ objectId: z.string().min(1) });

/** CRUD and queries of /1.1/classes, and /1.1/scan/classes. */
export function registerClasses(app: FastifyInstance, context: ImContext): void {
  const path = "/1.1/classes/:className";

  route(app, {
    method: "POST",
    path,
    key: "any",
    params: classParams,
    query: classWriteQuerySchema,
    body: z.unknown(),
    status: 201,
    async handle({ params, query, body, access, reply }) {
      const handler = handlerOf(params.className);
      requireCreate(access, params.className);
      const object = await handler.create(context, body);
      reply.header("location", `/1.1/classes/${params.className}/${object.objectId}`);
      const wantsRow = query.new === true || query.fetchWhenSave === true;
      return wantsRow ? object.wire : presentCreated(object);
    },
  });

  route(app, {
    method: "GET",
    path,
    key: "any",
    params: classParams,
    query: classQuerySchema,
    async handle({ params, query, access }) {
      const parsed = await readStorageQuery(context, access, query);
      const { objects, count } = await findReadable(context, access, handlerOf(params.className), parsed);
      const rows = objects.map((object) => show(object, query));
      await includePointers(context, access, rows, query.include);
      const results = rows.map((row) => selectKeys(row, query.keys));
      return count === null ? { results } : { results, count };
    },
  });

  route(app, {
    method: "GET",
    path: `${path}/:objectId`,
    key: "any",
    params: objectParams,
    query: classQuerySchema,
    async handle({ params, query, access }) {
      const object = await handlerOf(params.className).get(context, params.objectId);
      // An unknown id answers an empty object [seen in a recorded response].
      if (object === null || !mayAccess(access, object.acl, "read")) return {};
      const row = show(object, query);
      await includePointers(context, access, [row], query.include);
      return selectKeys(row, query.keys);
    },
  });

  registerWrites(app, context, path);
  registerScan(app, context);
}

function registerWrites(app: FastifyInstance, context: ImContext, path: string): void {
  route(app, {
    method: "PUT",
    path: `${path}/:objectId`,
    key: "any",
    params: objectParams,
    query: classWriteQuerySchema,
    body: z.unknown(),
    async handle({ params, query, body, access }) {
      const handler = handlerOf(params.className);
      if (!access.isMaster) requireWrite(access, (await handler.get(context, params.objectId))?.acl);
      const condition = query.where === undefined ? undefined : await readWhere(context, access, query.where);
      const { object, changed } = await handler.update(context, params.objectId, body, condition);
      const { objectId, updatedAt } = object.wire;
      if (query.new !== true && query.fetchWhenSave !== true) return { objectId, updatedAt };
      return { ...Object.fromEntries(changed.map((key) => [key, object.wire[key]])), objectId, updatedAt };
    },
  });

  route(app, {
    method: "DELETE",
    path: `${path}/:objectId`,
    key: "any",
    params: objectParams,
    async handle({ params, access }) {
      const handler = handlerOf(params.className);
      // The JavaScript client deletes several at once: ids with commas between them.
      const objectIds = params.objectId.split(",").map((id) => idSchema.parse(id));
      for (const objectId of objectIds) {
        if (!access.isMaster) requireWrite(access, (await handler.get(context, objectId))?.acl);
        await handler.delete(context, objectId);
      }
      return {};
    },
  });
}

function registerScan(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.1/scan/classes/:className",
    key: "master",
    params: classParams,
    query: scanQuerySchema,
    async handle({ params, query, access }) {
      if (query.scan_key !== undefined && query.scan_key !== "objectId") {
        throw new ImError(restErrorCodes.invalidQuery, "Only objectId can be a scan_key.");
      }
      const { objects, next } = await handlerOf(params.className).scan(context, {
        where: await readWhere(context, access, query.where),
        limit: query.limit,
        after: query.cursor ?? null,
      });
      const results = objects.map((object) => selectKeys(show(object, query), query.keys));
      // The JavaScript client ends at null and would begin anew without the key.
      return { results, cursor: next };
    },
  });
}

function show(object: StoredObject, query: { returnACL?: boolean }): Record<string, unknown> {
  const { ACL, ...row } = object.wire;
  return query.returnACL === true && ACL !== undefined ? { ...row, ACL } : row;
}
