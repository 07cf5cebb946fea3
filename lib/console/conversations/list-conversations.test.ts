import { expect, test } from "vitest";
import { conversationListQuerySchema } from "@/lib/contracts/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { listConversations } from "./list-conversations";

const row = { objectId: "0687f99b993686a39f0a3a23", createdAt: "2026-11-01T00:00:00.000Z" };

/** A server that never counts in time and holds so many conversations. */
function slowServer(held: number): LeanCloud {
  return {
    call: async ({ query, schema }) => {
      if (query?.count) throw new UpstreamError("timeout", "counted for too long");
      const rows = Math.max(0, Math.min(Number(query?.limit), held - Number(query?.skip ?? 0)));
      return schema.parse({ results: Array.from({ length: rows }, () => row) });
    },
    stream: () => Promise.reject(new Error("nothing streams here")),
  };
}

async function totalAt(page: number, held: number): Promise<number | null> {
  const query = conversationListQuerySchema.parse({ page, pageSize: 10 });
  return (await listConversations(slowServer(held), query)).total;
}

test("where the server does not count, a page that is not full tells the total", async () => {
  expect(await totalAt(1, 0)).toBe(0);
  expect(await totalAt(1, 3)).toBe(3);
  expect(await totalAt(3, 24)).toBe(24);
});

test("otherwise nobody knows it", async () => {
  expect(await totalAt(1, 10)).toBeNull();
  expect(await totalAt(2, 24)).toBeNull();
  expect(await totalAt(9, 24)).toBeNull();
});
