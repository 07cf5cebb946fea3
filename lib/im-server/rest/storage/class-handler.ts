import type { Where } from "@/lib/protocol/where";
import type { ImContext } from "../../services/context";
import type { ConversationQuery } from "../../store/interface";

/** An object of a storage class, ready to be shown. `wire` holds the ACL too. */
export type StoredObject = {
  objectId: string;
  createdAt: number;
  updatedAt: number;
  acl: unknown;
  wire: Record<string, unknown>;
};

/** What a storage class can do. Each refuses with typed errors; unknown ids are null or no-ops. */
export type ClassHandler = {
  create(context: ImContext, body: unknown): Promise<StoredObject>;
  get(context: ImContext, objectId: string): Promise<StoredObject | null>;
  find(
    context: ImContext,
    query: ConversationQuery,
  ): Promise<{ objects: StoredObject[]; count: number | null }>;
  scan(
    context: ImContext,
    scan: { where: Where; limit?: number; after: string | null },
  ): Promise<{ objects: StoredObject[]; next: string | null }>;
  update(
    context: ImContext,
    objectId: string,
    body: unknown,
    condition?: Where,
  ): Promise<{ object: StoredObject; changed: string[] }>;
  delete(context: ImContext, objectId: string): Promise<void>;
};
