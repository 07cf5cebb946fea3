import type { NewMessage, Store } from "./interface";

export type SampleSize = { conversations: number; messages: number };
export type Sample = {
  /** The conversation that holds half of all messages. */
  busiest: string;
  /** Every other message lies in one of these. */
  conversationIds: string[];
  firstAt: number;
  lastAt: number;
};

const words =
  "the order status please check invoice refund delivery tomorrow morning thanks problem screen login password account update version meeting ticket customer address phone number waiting payment failed again support message photo file link error server network slow restart hello good sorry yes no maybe later today week price discount coupon size color blue red green package return exchange warranty manual battery charger cable adapter".split(
    " ",
  );
const phrases =
  "你好 请问 订单 什么时候 发货 已经 付款 谢谢 退款 申请 地址 填错 修改 一下 明天 上午 会议 取消 客服 在吗 密码 忘记 登录 不了 网络 太慢 重启 服务器 照片 收到 文件 打不开 价格 优惠 多少 颜色 蓝色 尺寸 包裹 电池 充电 说明书 北京 上海 大学 附近 门店 营业 时间".split(
    " ",
  );

/** A small generator with a seed, so that each run measures the same data. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A sentence in English or Chinese; every 10,000th message holds a word of its own. */
function sentence(random: (below: number) => number, index: number): string {
  const isChinese = random(3) === 0;
  const vocabulary = isChinese ? phrases : words;
  const length = 4 + random(10);
  const parts = Array.from(
    { length },
    () => vocabulary[Math.min(random(vocabulary.length), random(vocabulary.length))],
  );
  if (index % 10_000 === 0) parts.push(isChinese ? "鲸鱼座流星" : "zanzibar");
  return parts.join(isChinese ? "" : " ");
}

async function createConversations(store: Store, count: number, at: number): Promise<string[]> {
  const ids: string[] = [];
  const batch = 500;
  for (let start = 0; start < count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count - start) }, (_, offset) => {
      const number = start + offset;
      const creator = `client-${number % 5000}`;
      return store.createConversation(
        {
          kind: "normal",
          name: `Conversation ${number}`,
          creator,
          members: [creator, `client-${(number * 7 + 1) % 5000}`, "Tom"].slice(0, number % 50 === 0 ? 3 : 2),
          fields: { attr: { topic: number % 100, tag: `t${number % 7}` } },
          acl: null,
          unique: false,
        },
        at + number,
      );
    });
    for (const { row } of await Promise.all(rows)) ids.push(row.objectId);
  }
  return ids;
}

/** Fills a store with conversations and messages in the order of time, half of them in one conversation. */
export async function loadSample(
  store: Store,
  size: SampleSize,
  report: (done: number) => void = () => undefined,
): Promise<Sample> {
  const random = createRandom(42);
  const firstAt = Date.UTC(2025, 0, 1);
  const conversationIds = await createConversations(store, size.conversations, firstAt - size.conversations);
  const busiest = conversationIds[0] ?? "";
  const others = conversationIds.slice(1);
  const batch = 10_000;
  let previous: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < size.messages; start += batch) {
    const messages = Array.from(
      { length: Math.min(batch, size.messages - start) },
      (_, offset): NewMessage => {
        const index = start + offset;
        const isBusiest = index % 2 === 0 || others.length === 0;
        // People write in bursts: some messages in one conversation, then in another.
        const number = isBusiest ? 0 : 1 + (Math.floor(index / 20) % others.length);
        return {
          box: { conversationId: isBusiest ? busiest : (conversationIds[number] ?? busiest) },
          messageId: `sample-${index.toString(36)}`,
          from: isBusiest ? `client-${random(200)}` : `client-${number % 5000}`,
          data: JSON.stringify({ _lctype: -1, _lctext: sentence(random, index) }),
          binary: false,
          mentionAll: false,
          mentionClientIds: [],
          fromIp: null,
          countsUnread: true,
          now: firstAt + index * 10,
        };
      },
    );
    await previous;
    previous = store.appendMessages(messages);
    report(start);
  }
  await previous;
  return { busiest, conversationIds, firstAt, lastAt: firstAt + size.messages * 10 };
}
