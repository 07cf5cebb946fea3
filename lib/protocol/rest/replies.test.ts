import { describe, expect, it } from "vitest";
import { conversationKindOf, customColumnsOf, lastMessageAtOf } from "../conversation-row";
import { clientBlacklistReplySchema, onlineReplySchema, statsReplySchema } from "./clients";
import { queryBooleanSchema, timestampSchema, updatedReplySchema } from "./common";
import {
  clientListReplySchema,
  conversationsReplySchema,
  createConversationReplySchema,
  memberInfosReplySchema,
} from "./conversations";
import { historyReplySchema } from "./history";
import { send11BodySchema, sendBodySchema, sendReplySchema } from "./send";
import { subscriptionsReplySchema } from "./service-conversations";

/** Every literal here is an example of LeanCloud's REST documentation. */
describe("documented replies", () => {
  it("create conversation", () => {
    const row = createConversationReplySchema.parse({
      unique: true,
      updatedAt: "2020-05-26T06:42:31.492Z",
      name: "My First Conversation",
      objectId: "5eccba570d3a42c5fd4e25c3",
      m: ["BillGates", "SteveJobs"],
      createdAt: "2020-05-26T06:42:31.482Z",
      uniqueId: "6c7b0e5afcae9aa1139a0afa25833dec",
    });
    expect(conversationKindOf(row)).toBe("normal");
    expect(row.m).toEqual(["BillGates", "SteveJobs"]);
  });

  it("query conversations", () => {
    const reply = conversationsReplySchema.parse({
      results: [
        {
          name: "test conv1",
          m: ["tom", "jerry"],
          createdAt: "2018-01-17T04:15:33.386Z",
          updatedAt: "2018-01-17T04:15:33.386Z",
          objectId: "5a5ecde6c3422b738c8779d7",
        },
      ],
    });
    expect(reply.results[0]?.name).toBe("test conv1");
  });

  it("send, flat and wrapped", () => {
    const sent = { "msg-id": "qNkRkFWOeSqP65S9fDyHJw", timestamp: 1495431811151 };
    const expected = { messageId: "qNkRkFWOeSqP65S9fDyHJw", timestamp: 1495431811151 };
    expect(sendReplySchema.parse(sent)).toEqual(expected);
    expect(sendReplySchema.parse({ result: sent })).toEqual(expected);
    expect(sendReplySchema.parse({ result: sent, ...sent })).toEqual(expected);
    expect(sendReplySchema.safeParse({}).success).toBe(false);
  });

  it("history", () => {
    const [row] = historyReplySchema.parse([
      {
        timestamp: 1408008498571,
        "conv-id": "219946ef32e40c515d33ae6975a5c593",
        data: "今天天气不错！",
        from: "u111872755_9d0461adf9c267ae263b3742c60fa",
        "msg-id": "vdkGm4dtRNmhQ5gqUTFBiA",
        "is-conv": true,
        "is-room": false,
        to: "5541c02ce4b0f83f4d44414e",
        bin: false,
        "from-ip": "202.117.15.217",
      },
    ]);
    expect(row?.data).toBe("今天天气不错！");
  });

  it("the small ones", () => {
    expect(
      updatedReplySchema.parse({
        updatedAt: "2018-01-16T03:40:37.683Z",
        objectId: "5a5d7433c3422b31ed845e76",
      }),
    ).toBeTruthy();
    expect(
      memberInfosReplySchema.parse({
        results: [{ clientId: "client1", objectId: "5a5d7433c3422b31ed845e76", role: "Manager" }],
      }).results,
    ).toHaveLength(1);
    expect(clientListReplySchema.parse({ client_ids: ["client1", "client2"] }).next).toBeUndefined();
    expect(clientBlacklistReplySchema.parse({ conv_ids: ["conv1"], next: "1" }).next).toBe("1");
    expect(onlineReplySchema.parse({ results: ["client1"] }).results).toEqual(["client1"]);
    expect(
      statsReplySchema.parse({ result: { online_user_count: 10212, user_count_today: 1002324 } }).result
        .online_user_count,
    ).toBe(10212);
    expect(
      subscriptionsReplySchema.parse([
        { timestamp: 1491467841116, subscriber: "client id 1", conv_id: "55b871" },
      ]),
    ).toHaveLength(1);
  });
});

describe("conversation rows", () => {
  it("read wrong columns as absent and keep custom ones", () => {
    const row = createConversationReplySchema.parse({
      objectId: "x",
      name: 3,
      m: "no",
      sys: true,
      lm: { __type: "Date", iso: "2020-05-26T06:42:31.492Z" },
      level: 7,
    });
    expect(row.name).toBeNull();
    expect(row.m).toBeNull();
    expect(conversationKindOf(row)).toBe("service");
    expect(customColumnsOf(row)).toEqual({ level: 7 });
    expect(lastMessageAtOf(row)).toBe(Date.parse("2020-05-26T06:42:31.492Z"));
  });
});

describe("documented bodies", () => {
  it("1.1 send", () => {
    const body = send11BodySchema.parse({
      from_peer: "1a",
      message: '{"_lctype":-1,"_lctext":"这是一个纯文本消息"}',
      conv_id: "5541c02ce4b0f83f4d44414e",
      transient: false,
      priority: "HIGH",
    });
    expect(body.priority).toBe("high");
    expect(body.to_peers).toBeUndefined();
  });

  it("refuse what cannot be kept: other types, too many recipients, broken Unicode", () => {
    const body = { from_client: "a", message: "x" };
    expect(sendBodySchema.safeParse(body).success).toBe(true);
    const many = Array.from({ length: 21 }, (_, index) => `c${index}`);
    for (const change of [
      { message: { a: 1 } },
      { message: "" },
      { message: "\ud800" },
      { from_client: "" },
      { from_client: "x".repeat(65) },
      { from_client: "a\u0000" },
      { to_clients: many },
      { mention_client_ids: many },
      { transient: "yes" },
    ]) {
      expect(sendBodySchema.safeParse({ ...body, ...change }).success).toBe(false);
    }
  });

  it("read booleans and times of a query string as clients spell them", () => {
    expect(["true", "True", "1"].map((word) => queryBooleanSchema.parse(word))).toEqual([true, true, true]);
    expect(["false", "False", "0", ""].map((word) => queryBooleanSchema.parse(word))).not.toContain(true);
    expect(queryBooleanSchema.safeParse("yes").success).toBe(false);
    expect(timestampSchema.parse("1408008498571")).toBe(1408008498571);
    expect(timestampSchema.parse(1408008498571.7)).toBe(1408008498571);
    for (const bad of ["-1", "1e3", "", "99999999999999999", Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      expect(timestampSchema.safeParse(bad).success).toBe(false);
    }
  });
});
