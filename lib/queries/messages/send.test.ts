import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendMessage } from "@/lib/contracts/messages";
import { ApiError } from "../api-error";
import { createOutbox } from "./outbox";
import { resumeOutbox, type SendCalls, sendAgain, sendNew } from "./send";

const body: SendMessage = { from: "support", data: '{"_lctype":-1,"_lctext":"hi"}' };

const failure = (code: string, status: number, isRecorded = false) =>
  new ApiError({ code, message: code, status, fault: "you", requestId: "r-1", isRecorded });

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

type Fate = "ok" | "reply-lost" | "request-lost" | "rejected" | "unknown-then-ok";

/** A console that runs each operation once, behind a line that loses requests and replies as told. */
function line(fates: Fate[]) {
  const done = new Map<string, { messageId: string; timestamp: number } | "rejected">();
  let runs = 0;
  const run = (operationId: string) => {
    const known = done.get(operationId);
    if (known) return known;
    runs += 1;
    const sent = { messageId: `m${runs}`, timestamp: runs };
    done.set(operationId, sent);
    return sent;
  };
  const calls: SendCalls = {
    post: async (_, operationId, onUnknown) => {
      const fate = fates.shift() ?? "ok";
      if (fate === "request-lost") throw failure("offline", 0);
      if (fate === "rejected" && !done.has(operationId)) {
        done.set(operationId, "rejected");
        throw failure("upstream_rejected", 422, true);
      }
      const result = run(operationId);
      if (fate === "reply-lost") throw failure("offline", 0);
      if (fate === "unknown-then-ok") onUnknown();
      if (result === "rejected") throw failure("upstream_rejected", 422, true);
      return result;
    },
    lookUp: async (operationId) => {
      const result = done.get(operationId);
      if (!result) throw failure("not_found", 404);
      if (result === "rejected") throw failure("upstream_rejected", 502, true);
      return result;
    },
  };
  return { calls, runs: () => runs };
}

describe("sending", () => {
  it("shows the message at once, then as sent", async () => {
    const outbox = createOutbox("k", memory());
    const { calls } = line(["ok"]);
    const sending = sendNew(outbox, calls, body, "t");
    expect(outbox.items.map((item) => item.state)).toEqual(["sending"]);
    await sending;
    expect(outbox.items[0]).toMatchObject({ state: "sent", messageId: "m1" });
  });

  it("settles a lost reply by looking the operation up", async () => {
    const outbox = createOutbox("k", memory());
    const { calls, runs } = line(["reply-lost"]);
    await sendNew(outbox, calls, body, "t");
    expect(outbox.items[0]?.state).toBe("sent");
    expect(runs()).toBe(1);
  });

  it("retries a certain failure as a new operation", async () => {
    const outbox = createOutbox("k", memory());
    const { calls, runs } = line(["rejected", "ok"]);
    await sendNew(outbox, calls, body, "t");
    const failed = outbox.items[0];
    expect(failed).toMatchObject({
      state: "failed",
      error: { code: "upstream_rejected", fault: "you", requestId: "r-1" },
    });
    if (failed) await sendAgain(outbox, calls, failed, "t");
    expect(outbox.items).toHaveLength(1);
    expect(outbox.items[0]?.operationId).not.toBe(failed?.operationId);
    expect(outbox.items[0]?.state).toBe("sent");
    expect(runs()).toBe(1);
  });

  it("never sends twice, whatever the line loses and however often one retries", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Fate>("ok", "reply-lost", "request-lost", "rejected", "unknown-then-ok"), {
          maxLength: 6,
        }),
        async (fates) => {
          const outbox = createOutbox("k", memory());
          const { calls, runs } = line([...fates]);
          await sendNew(outbox, calls, body, "t");
          for (let tries = 0; tries < 8; tries += 1) {
            const item = outbox.items[0];
            if (item?.state === "failed") await sendAgain(outbox, calls, item, "t");
          }
          expect(outbox.items.map((item) => item.state)).toEqual(["sent"]);
          expect(runs()).toBe(1);
        },
      ),
    );
  });

  it("whoever is signed out before a lost reply could be looked up sends nothing twice", async () => {
    const outbox = createOutbox("k", memory());
    const { calls, runs } = line(["reply-lost"]);
    const signedOut = { ...calls, lookUp: () => Promise.reject(failure("unauthenticated", 401)) };
    await sendNew(outbox, signedOut, body, "t");
    const failed = outbox.items[0];
    expect(failed).toMatchObject({ state: "failed", error: { mayHaveArrived: true } });
    if (failed) await sendAgain(outbox, calls, failed, "t");
    expect(outbox.items).toMatchObject([{ state: "sent", operationId: failed?.operationId }]);
    expect(runs()).toBe(1);
  });

  it("survives a reload: what arrived is confirmed, what did not waits for a retry", async () => {
    const storage = memory();
    const before = createOutbox("k", storage);
    const { calls } = line(["ok"]);
    await sendNew(before, calls, body, "t");
    const sent = before.items[0];
    if (sent) before.update(sent.operationId, { state: "sending", messageId: null });
    void sendNew(before, { ...calls, post: () => new Promise(() => undefined) }, { ...body, data: "2" }, "t");

    const after = createOutbox("k", storage);
    await resumeOutbox(after, calls, "t");
    expect(after.items.map((item) => item.state)).toEqual(["sent", "failed"]);
    expect(after.items[1]?.error?.mayHaveArrived).toBe(true);
  });

  it("leaves what another living tab is sending alone", async () => {
    const storage = memory();
    const { calls } = line([]);
    void sendNew(
      createOutbox("k", storage),
      { ...calls, post: () => new Promise(() => undefined) },
      body,
      "other",
    );
    const mine = createOutbox("k", storage);
    await resumeOutbox(mine, calls, "t");
    expect(mine.items[0]?.state).toBe("sending");
  });

  it("ignores what is not an outbox in the storage", () => {
    const storage = memory();
    storage.setItem("k", '[{"operationId":1},null]');
    expect(createOutbox("k", storage).items).toEqual([]);
    storage.setItem("k", "{");
    expect(createOutbox("k", storage).items).toEqual([]);
  });
});
