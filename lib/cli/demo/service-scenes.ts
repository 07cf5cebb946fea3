import type { Scene } from "./scene";
import { say } from "./scene";

export type ServiceScene = Scene & {
  subscribers: string[];
  /** One-to-one messages between the service and a client. */
  direct: { client: string; lines: ReturnType<typeof say>[] }[];
  /** Broadcasts to everyone, each with its validity in days. */
  broadcasts: { from: string; text: string; validDays: number }[];
};

const regulars = [
  "lin.xiaoyu",
  "nadia.haddad",
  "tomas.herrera",
  "zhou.hang",
  "cafe.lumiere",
  "yuki.tanaka",
  "priya.nair",
  "chen.siyuan",
  "li.na",
  "wang.lei",
];
const members = Array.from({ length: 50 }, (_, index) => `member-${String(index + 1).padStart(2, "0")}`);

/** Accounts that people subscribe to. */
export const serviceScenes: ServiceScene[] = [
  {
    kind: "service",
    name: "Acme News 官方公告",
    creator: "acme",
    attributes: { attr: { verified: true, category: "news" } },
    hoursAgo: 4,
    subscribers: [...regulars, ...members],
    lines: [
      say("acme", "Our autumn beans are here: Huehuetenango, Sidama and a blend for milk. 秋季新豆到货啦。", {
        minutes: 8_000,
      }),
      say("acme", "Opening hours over the holidays: 24 Dec 9–14, 25 and 26 Dec closed. 节日营业时间见上。", {
        minutes: 6_000,
      }),
      say("acme", "The launch night starts at 20:00 in the chat room, see you there! 今晚 20:00 直播间见。"),
    ],
    direct: [
      {
        client: "lin.xiaoyu",
        lines: [
          say("acme", "您的会员已升级为金卡，积分 3,200。"),
          say("lin.xiaoyu", "谢谢！积分怎么兑换？"),
          say("acme", "在“会员中心 → 兑换”，100 积分抵 1 元。"),
        ],
      },
      {
        client: "priya.nair",
        lines: [say("acme", "Your subscription is paused until 4 January."), say("priya.nair", "🙏")],
      },
    ],
    broadcasts: [
      {
        from: "acme",
        text: "Maintenance on Sunday 02:00–03:00 UTC: messages may arrive late. 周日凌晨系统维护。",
        validDays: 6,
      },
      {
        from: "acme",
        text: "LAUNCH15 is valid until midnight: 15 % on everything. 优惠码 LAUNCH15 今晚截止。",
        validDays: 25,
      },
    ],
  },
  {
    kind: "service",
    name: "物流通知 Delivery updates",
    creator: "logistics",
    attributes: { attr: { category: "transactional" } },
    hoursAgo: 1.5,
    subscribers: regulars.slice(0, 7),
    lines: [],
    direct: [
      {
        client: "lin.xiaoyu",
        lines: [
          say("logistics", "您的包裹已揽收，运单号 SF1029384756。"),
          say("logistics", "包裹到达嘉兴分拨中心。", { minutes: 900 }),
          say("logistics", "包裹正在派送，快递员小刘 138****2231。", { minutes: 700 }),
        ],
      },
      { client: "tomas.herrera", lines: [say("logistics", "Your parcel has cleared customs in Santiago.")] },
    ],
    broadcasts: [],
  },
  {
    kind: "service",
    name: "Acme Assistant",
    creator: "assistant",
    attributes: { attr: { category: "bot" } },
    hoursAgo: 70,
    subscribers: [],
    lines: [],
    direct: [
      {
        client: "guest-12",
        lines: [
          say("guest-12", "opening hours?"),
          say("assistant", "Every day 8:00 to 19:00, on Sundays from 10:00."),
        ],
      },
    ],
    broadcasts: [],
  },
];
