import { expect, test } from "vitest";
import { apiErrorSchema } from "@/lib/contracts/common";
import { answerUnknown } from "./answer-unknown";

test("an address that the API does not have is answered in the API's shape", async () => {
  const answer = answerUnknown(new Request("http://localhost/api/nothing", { method: "POST" }));
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  const { error } = apiErrorSchema.parse(await answer.json());
  expect(error).toMatchObject({ code: "not_found", fault: "you" });
  expect(answer.headers.get("x-request-id")).toBe(error.requestId);
});
