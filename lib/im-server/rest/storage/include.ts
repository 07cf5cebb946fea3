import { isJsonObject } from "@/lib/protocol/json-value";
import type { Where } from "@/lib/protocol/where";
import type { ImContext } from "../../services/context";
import type { Access } from "../auth";
import { findReadable } from "./access";
import type { StoredObject } from "./class-handler";
import { handlerOf, isStorageClass } from "./class-handlers";

const MAX_PATHS = 10;
const PAGE = 1000;

type Holder = { holder: Record<string, unknown> | unknown[]; key: string | number; pointer: Pointer };
type Pointer = { className: string; objectId: string };

/**
 * Applies `include`: pointers at the named keys (`conv`, `attr.parent`) become the objects they point
 * to. A pointer to something gone, not readable or of a class that is not here stays as it is.
 */
export async function includePointers(
  context: ImContext,
  access: Access,
  rows: readonly Record<string, unknown>[],
  include: string | undefined,
): Promise<void> {
  const paths = (include ?? "").split(",").map((path) => path.trim());
  for (const path of paths.filter((path) => path !== "").slice(0, MAX_PATHS)) {
    const held = rows.flatMap((row) => holdersAt(row, path.split(".")));
    const found = await load(context, access, held);
    for (const { holder, key, pointer } of held) {
      const object = found.get(identity(pointer));
      if (object) Reflect.set(holder, key, present(object, pointer.className));
    }
  }
}

function holdersAt(value: unknown, [key, ...rest]: string[]): Holder[] {
  if (key === undefined || !isJsonObject(value) || !Object.hasOwn(value, key)) return [];
  const next = value[key];
  if (rest.length > 0) return holdersAt(next, rest);
  if (Array.isArray(next)) return next.flatMap((item, index) => holder(next, index, item));
  return holder(value, key, next);
}

function holder(parent: Holder["holder"], key: string | number, value: unknown): Holder[] {
  const pointer = pointerOf(value);
  return pointer === null ? [] : [{ holder: parent, key, pointer }];
}

function pointerOf(value: unknown): Pointer | null {
  if (!isJsonObject(value) || value.__type !== "Pointer") return null;
  const { className, objectId } = value;
  return typeof className === "string" && typeof objectId === "string" && isStorageClass(className)
    ? { className, objectId }
    : null;
}

async function load(
  context: ImContext,
  access: Access,
  held: readonly Holder[],
): Promise<Map<string, StoredObject>> {
  const wanted = new Map(held.map(({ pointer }) => [identity(pointer), pointer]));
  const found = new Map<string, StoredObject>();
  for (const className of new Set([...wanted.values()].map((pointer) => pointer.className))) {
    const ids = [...wanted.values()].filter((pointer) => pointer.className === className);
    for (let start = 0; start < ids.length; start += PAGE) {
      const values = ids.slice(start, start + PAGE).map((pointer) => pointer.objectId);
      const where: Where = { op: "in", path: ["objectId"], values };
      const page = { where, order: [], skip: 0, limit: PAGE, count: false };
      const { objects } = await findReadable(context, access, handlerOf(className), page);
      for (const object of objects) found.set(identity({ className, objectId: object.objectId }), object);
    }
  }
  return found;
}

function identity({ className, objectId }: Pointer): string {
  return `${className}/${objectId}`;
}

function present({ wire }: StoredObject, className: string): Record<string, unknown> {
  const { ACL: _, ...row } = wire;
  return { ...row, __type: "Object", className };
}
