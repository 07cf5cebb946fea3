import { createRandom, pick } from "./random";
import { type Line, type Scene, say, showImage } from "./scene";

const cheers = [
  "here we go",
  "来了来了",
  "前排！",
  "good evening from Lisbon 🇵🇹",
  "sound is fine here",
  "声音有点小",
  "refresh fixes it",
  "哈哈哈哈",
  "666",
  "👏👏👏",
  "is there a recording later?",
  "回放什么时候有？",
  "the new grinder looks great",
  "这个颜色好看",
  "price?",
  "多少钱？",
  "does it ship to Canada?",
  "支持国际配送吗？",
  "🔥🔥",
  "first time here, hello all",
  "第一次看直播，大家好",
  "that pour was perfect",
  "教练我想学这个",
  "which beans are those?",
  "是埃塞俄比亚的豆子吗？",
  "lol",
  "the host is so calm",
  "主持人声音好听",
  "can you repeat the ratio please",
  "粉水比多少？",
  "1:15, she said it twice",
  "谢谢课代表",
  "my cat is watching too 🐈",
  "我家狗也在看",
  "greetings from São Paulo",
  "ここまで見た感想：最高",
  "안녕하세요!",
  "добрый вечер",
  "مساء الخير",
  "good night, it is 3 am here",
  "凌晨三点还在看的举手 🙋",
  "take my money",
  "已下单 ✅",
  "ordered, thank you!",
  "coupon code anyone?",
  "优惠码是 LAUNCH15",
  "LAUNCH15 works, confirmed",
  "the camera angle from above is great",
  "能再近一点吗？",
];

const host = ["host.ines", "host.mei"];

/** The launch evening: about fifteen hundred lines of eighty guests. */
function launchRoom(): Scene {
  const random = createRandom(1_500);
  const guests = Array.from({ length: 80 }, (_, index) => `guest-${String(index + 1).padStart(2, "0")}`);
  const lines: Line[] = [say("host.ines", "Good evening and welcome! 晚上好，欢迎来到新品发布会。")];
  for (let index = 0; index < 1_450; index++) {
    const pause = { minutes: 0.02 + random() * 0.1 };
    if (index % 97 === 96) lines.push(say(pick(random, host), hostLine(index), pause));
    else lines.push(say(pick(random, guests), pick(random, cheers), pause));
  }
  lines.push(
    showImage("host.mei", "/demo/launch.png", {
      width: 800,
      height: 450,
      size: 13_842,
      caption: "大合影 / family photo",
    }),
    say("host.ines", "Thank you all, good night! 感谢大家，晚安！", { minutes: 2 }),
  );
  return {
    kind: "chatroom",
    name: "新品发布会直播间 Launch night",
    creator: "host.ines",
    attributes: { attr: { event: "launch-2026", language: ["zh-CN", "en"] } },
    hoursAgo: 49,
    lines,
  };
}

function hostLine(index: number): string {
  const lines = [
    "Question from the chat: yes, we ship to Canada and Brazil. 支持国际配送。",
    "接下来演示手冲，大家看好水流。",
    "The recording will be online tomorrow at noon. 回放明天中午上线。",
    "优惠码 LAUNCH15，今晚十二点前有效。",
    "Ratio 1:15, water at 93 °C. 粉水比 1:15，水温 93 度。",
  ];
  return lines[index % lines.length] ?? "";
}

/** Rooms without members: whoever is there reads along. */
export const roomScenes: Scene[] = [
  launchRoom(),
  {
    kind: "chatroom",
    name: "Lobby 大厅",
    creator: "support",
    attributes: { attr: { always: true } },
    hoursAgo: 0.6,
    lines: [
      say("guest-12", "anyone tried the new decaf?"),
      say("guest-31", "yes! tastes like the real one, honestly"),
      say("guest-07", "低因也能这么香，惊到了"),
      say("guest-55", "how do I change my address in the app?", { minutes: 20 }),
      say("support", "Account → Addresses → Edit. 在“我的 → 地址”里修改。"),
      say("guest-55", "found it, thanks"),
    ],
  },
  { kind: "chatroom", name: "Cupping class, Sunday", creator: "host.mei", hoursAgo: 90, lines: [] },
  {
    kind: "chatroom",
    name: "咖啡师交流",
    creator: "barista.ann",
    hoursAgo: 140,
    lines: [
      say("barista.ann", "今天萃取总是偏快，磨细了两格还是 21 秒"),
      say("barista.bo", "豆子几号烘的？养豆时间够吗"),
      say("barista.ann", "才五天，可能是这个原因"),
      say("barista.bo", "再养一周试试，别急着调磨"),
    ],
  },
];
