import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  sendTestMessage,
  textsOf,
} from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const history = (id: string, query = {}) =>
  server.call("GET", `/1.2/rtm/conversations/${id}/messages`, { query });

describe("sending", () => {
  it("answers id and timestamp, wrapped and flat, and keeps the message", async () => {
    const id = await createTestConversation(server);
    const text = '{"_lctype":-1,"_lctext":"这是一个纯文本消息","_lcattrs":{"a":"b"}}';
    const reply = await server.call("POST", `/1.2/rtm/conversations/${id}/messages`, {
      body: {
        from_client: "Tom",
        message: text,
        no_sync: true,
        priority: "HIGH",
        push_data: { alert: "你好" },
        mention_all: true,
        mention_client_ids: ["Jerry"],
      },
    });
    expect(reply.status).toBe(200);
    const { messageId, timestamp } = sendReplySchema.parse(reply.body);
    expect(reply.body).toEqual({
      result: { "msg-id": messageId, timestamp },
      "msg-id": messageId,
      timestamp,
    });
    expect((await history(id)).body).toEqual([
      {
        "msg-id": messageId,
        "conv-id": id,
        to: id,
        from: "Tom",
        data: text,
        timestamp,
        bin: false,
        "is-conv": true,
        "is-room": false,
        "from-ip": "127.0.0.1",
        "mention-all": true,
        "mention-client-ids": ["Jerry"],
      },
    ]);
    const row = (await server.call("GET", `/1.1/classes/_Conversation/${id}`)).body;
    expect(row).toMatchObject({ lm: { __type: "Date", iso: new Date(timestamp).toISOString() } });
  });

  it("does not keep a transient message", async () => {
    const id = await createTestConversation(server);
    await sendTestMessage(server, id, "typing", { transient: true });
    expect((await history(id)).body).toEqual([]);
  });

  it("keeps binary messages as base64", async () => {
    const id = await createTestConversation(server);
    await sendTestMessage(server, id, "AAEC/w==", { bin: true });
    expect((await history(id)).body).toMatchObject([{ data: "AAEC/w==", bin: true }]);
    const bad = await server.call("POST", `/1.2/rtm/conversations/${id}/messages`, {
      body: { from_client: "Tom", message: "not base64!", bin: true },
    });
    expect(codeOf(bad.body)).toBe(1);
  });

  it("allows 5 KB in UTF-8 with push data and not a byte more", async () => {
    const id = await createTestConversation(server);
    const send = (message: string, more = {}) =>
      server.call("POST", `/1.2/rtm/conversations/${id}/messages`, {
        body: { from_client: "Tom", message, ...more },
      });
    expect((await send("a".repeat(5120))).status).toBe(200);
    expect((await send(`${"耗".repeat(1706)}ab`)).status).toBe(200);
    const pushed = { push_data: { alert: "x" } };
    expect((await send("a".repeat(5120 - '{"alert":"x"}'.length), pushed)).status).toBe(200);
    for (const tooLarge of [
      await send("a".repeat(5121)),
      await send(`${"耗".repeat(1706)}abc`),
      await send("a".repeat(5120 - '{"alert":"x"}'.length + 1), pushed),
    ]) {
      expect(tooLarge.status).toBe(400);
      expect(codeOf(tooLarge.body)).toBe(4109);
    }
  });

  it("works the same in chat rooms", async () => {
    const room = await createTestChatroom(server);
    const path = `/1.2/rtm/chatrooms/${room}/messages`;
    const sent = await server.call("POST", path, {
      body: { from_client: "Tom", message: "hi", priority: "low" },
    });
    const { messageId, timestamp } = sendReplySchema.parse(sent.body);
    expect(textsOf((await server.call("GET", path)).body)).toEqual(["hi"]);
    const edit = { from_client: "Tom", message: "edited", timestamp };
    expect((await server.call("PUT", `${path}/${messageId}`, { body: edit })).status).toBe(200);
    const query = { from_client: "Tom", timestamp };
    expect((await server.call("DELETE", `${path}/${messageId}`, { query })).body).toEqual({});
    expect((await server.call("GET", path)).body).toEqual([]);
  });
});

describe("history", () => {
  it("answers the documented truth table", async () => {
    const id = await createTestConversation(server);
    const sent = [];
    for (const text of ["id1", "id2", "id3"]) sent.push(await sendTestMessage(server, id, text));
    const [m1, , m3] = sent;
    if (!m1 || !m3) throw new Error("nothing sent");
    const down = {
      timestamp: m3.timestamp,
      msgid: m3.messageId,
      till_timestamp: m1.timestamp,
      till_msgid: m1.messageId,
    };
    const up = {
      timestamp: m1.timestamp,
      msgid: m1.messageId,
      till_timestamp: m3.timestamp,
      till_msgid: m3.messageId,
      reversed: "true",
    };
    expect(textsOf((await history(id, down)).body)).toEqual(["id2"]);
    expect(textsOf((await history(id, { ...down, include_start: "true" })).body)).toEqual(["id3", "id2"]);
    expect(textsOf((await history(id, { ...down, include_stop: "true" })).body)).toEqual(["id2", "id1"]);
    expect(textsOf((await history(id, up)).body)).toEqual(["id2"]);
    expect(textsOf((await history(id, { ...up, include_start: "True" })).body)).toEqual(["id1", "id2"]);
    expect(textsOf((await history(id, { ...up, include_stop: "1" })).body)).toEqual(["id2", "id3"]);
  });

  it("pages both ways without gaps or repeats, 100 unless said and never above 1000", async () => {
    const id = await createTestConversation(server);
    const texts = Array.from({ length: 130 }, (_, index) => `m${index}`);
    for (let start = 0; start < texts.length; start += 26) {
      // Together, so that several fall into one millisecond.
      await Promise.all(texts.slice(start, start + 26).map((text) => sendTestMessage(server, id, text)));
    }
    const whole = textsOf((await history(id, { limit: 5000 })).body);
    expect(new Set(whole)).toEqual(new Set(texts));
    expect(textsOf((await history(id)).body)).toEqual(whole.slice(0, 100));
    expect((await history(id, { limit: 0 })).body).toEqual([]);
    for (const reversed of ["false", "true"]) {
      const seen: string[] = [];
      let query: Record<string, string | number> = { limit: 17, reversed };
      for (;;) {
        const rows = (await history(id, query)).body as {
          data: string;
          "msg-id": string;
          timestamp: number;
        }[];
        const last = rows.at(-1);
        if (!last) break;
        seen.push(...rows.map((row) => row.data));
        query = { limit: 17, reversed, timestamp: last.timestamp, msgid: last["msg-id"] };
      }
      expect(seen).toEqual(reversed === "true" ? [...whole].reverse() : whole);
    }
  });

  it("asks for a timestamp with a message id", async () => {
    expect(codeOf((await history("any", { msgid: "x" })).body)).toBe(1);
    expect(codeOf((await history("any", { till_msgid: "x" })).body)).toBe(1);
    expect((await history("unknown")).body).toEqual([]);
  });
});

describe("editing, recalling and deleting", () => {
  it("edits, keeping every earlier text", async () => {
    const id = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, id, "first");
    const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
    const edits = [{ message: "second" }, { message: "third", operation_id: "my third try" }];
    for (const edit of edits) {
      const reply = await server.call("PUT", path, { body: { from_client: "Tom", timestamp, ...edit } });
      expect(reply).toMatchObject({ status: 200, body: {} });
    }
    expect((await history(id)).body).toMatchObject([
      { data: "third", timestamp, "patch-timestamp": expect.any(Number) },
    ]);
    const versions = await server.call("GET", "/parley/1/messages/versions", {
      query: { conv_id: id, msg_id: messageId, timestamp },
    });
    expect(versions.body).toMatchObject({
      results: [
        { data: "first", bin: false, cause: "edit", at: expect.any(Number), by: "", operation_id: null },
        { data: "second", cause: "edit", by: "", operation_id: "my third try" },
      ],
    });
    const place = { conv_id: id, msg_id: messageId, timestamp };
    const last = await server.call("POST", "/parley/1/messages/last-changes", {
      body: { messages: [{ ...place, timestamp: 1 }, place] },
    });
    const change = { at: expect.any(Number), cause: "edit", by: "", operation_id: "my third try" };
    expect(last.body).toEqual({ results: [null, change] });
    // What LeanCloud's clients read knows nothing of it.
    expect(JSON.stringify((await history(id)).body)).not.toContain("my third try");
  });

  it("recalls into a typed message that stays recalled", async () => {
    const id = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, id, "secret");
    const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
    const body = { from_client: "Tom", timestamp };
    expect((await server.call("PUT", `${path}/recall`, { body })).status).toBe(200);
    expect((await server.call("PUT", `${path}/recall`, { body })).status).toBe(200);
    expect((await history(id)).body).toMatchObject([{ data: '{"_lctype":-127}', recall: true }]);
    const edit = await server.call("PUT", path, { body: { ...body, message: "again" } });
    expect(codeOf(edit.body)).toBe(4405);
    const versions = await server.call("GET", "/parley/1/messages/versions", {
      query: { conv_id: id, msg_id: messageId, timestamp },
    });
    expect(versions.body).toMatchObject({ results: [{ data: "secret", cause: "recall" }] });
  });

  it("deletes from history and keeps the text as evidence", async () => {
    const id = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, id, "gone");
    const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
    const query = { from_client: "Tom", timestamp };
    expect((await server.call("DELETE", path, { query })).body).toEqual({});
    expect((await history(id)).body).toEqual([]);
    expect(codeOf((await server.call("DELETE", path, { query })).body)).toBe(4404);
    const versions = await server.call("GET", "/parley/1/messages/versions", {
      query: { conv_id: id, msg_id: messageId, timestamp },
    });
    expect(versions.body).toMatchObject({ results: [{ data: "gone", cause: "delete" }] });
  });

  it("refuses another sender, another place and too long a text", async () => {
    const id = await createTestConversation(server);
    const { messageId, timestamp } = await sendTestMessage(server, id);
    const path = `/1.2/rtm/conversations/${id}/messages/${messageId}`;
    const put = async (to: string, body: object) => codeOf((await server.call("PUT", to, { body })).body);
    expect(await put(path, { from_client: "Jerry", message: "x", timestamp })).toBe(4403);
    expect(await put(path, { from_client: "Tom", message: "x", timestamp: timestamp + 1 })).toBe(4404);
    expect(await put(`${path}x`, { from_client: "Tom", message: "x", timestamp })).toBe(4404);
    expect(await put(path, { from_client: "Tom", message: "x".repeat(5121), timestamp })).toBe(4109);
    expect(await put(`${path}/recall`, { from_client: "Jerry", timestamp })).toBe(4403);
    const query = { from_client: "Jerry", timestamp };
    expect(codeOf((await server.call("DELETE", path, { query })).body)).toBe(4403);
    expect(textsOf((await history(id)).body)).toEqual(["hello"]);
  });
});
