import { createRandom, pick } from "./random";
import { type Line, mention, type Scene, say, sendCustom, shareFile } from "./scene";

const longId = "c9f0f895fb98ab9159f51fd0297e236dc9f0f895fb98ab9159f51fd0297e236d";
const secondLongId = "device-7b52009b64fd0a2a49e6d8a939753077792b0554-android-tablet-1";

/** What every real app has somewhere: odd lengths, odd scripts, odd payloads, and conversations without words. */
export const edgeScenes: Scene[] = [
  {
    kind: "normal",
    creator: longId,
    members: [longId, secondLongId],
    hoursAgo: 8,
    lines: [
      say(longId, "Both of us have ids of sixty-four characters."),
      say(
        secondLongId,
        `And some people never press the space bar: ${"https://example.com/".padEnd(700, "verylongpath/")}`,
      ),
      say(longId, longText()),
    ],
  },
  {
    kind: "normal",
    name: "👩‍👩‍👧‍👦🏳️‍🌈🇺🇳",
    creator: "emoji.fan",
    members: ["emoji.fan", "bea"],
    hoursAgo: 15,
    lines: [
      say("emoji.fan", "👋🏽"),
      say("bea", "👋🏿😄"),
      say("emoji.fan", "🧑‍🚀➡️🌙❓"),
      say("bea", "🗓️➡️ 2️⃣0️⃣2️⃣8️⃣ 🤞🤞🤞"),
      say("emoji.fan", "❤️‍🔥 e\u0301 ＝ é, Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ stays inside its line"),
    ],
  },
  {
    kind: "normal",
    name: "Order status bot",
    creator: "shop.bot",
    members: ["shop.bot", "lin.xiaoyu"],
    attributes: { attr: { bot: true, schema: 3 } },
    hoursAgo: 18,
    lines: [
      sendCustom(
        "shop.bot",
        1,
        { order: { id: "10482", state: "paid", total: 328 } },
        "Order 10482 was paid",
      ),
      sendCustom(
        "shop.bot",
        2,
        { card: { title: "Hand drip kettle", price: "¥268", stock: 12 } },
        "Hand drip kettle, ¥268",
      ),
      sendCustom(
        "shop.bot",
        1,
        { order: { id: "10482", state: "shipped", carrier: "SF" } },
        "Order 10482 was shipped",
      ),
      { from: "shop.bot", data: "a plain text of an old client, without a type" },
      {
        from: "shop.bot",
        data: JSON.stringify({
          event: "legacy",
          body: { text: "JSON without _lctype", nested: [1, 2, { deep: true }] },
        }),
      },
      {
        from: "shop.bot",
        data: Buffer.from("PARLEY\u0000\u0001binary\u00ff frame", "latin1").toString("base64"),
        bin: true,
      },
    ],
  },
  {
    kind: "normal",
    name: "Nothing said yet",
    creator: "ruth",
    members: ["ruth", "amara"],
    hoursAgo: 200,
    lines: [],
  },
  {
    kind: "normal",
    name: "An unusually long conversation name that somebody pasted from a document title — 以及它的中文副标题：关于第四季度跨部门协作流程优化与落地执行的若干意见（讨论稿）",
    creator: "hannah",
    members: ["hannah", "oscar"],
    attributes: {
      attr: {
        department: "operations",
        tags: ["draft", "讨论稿", "q4"],
        nested: { owner: "hannah", since: 2024 },
      },
      externalId: 90_071_992,
    },
    hoursAgo: 120,
    lines: [
      say("hannah", "Can we please rename this conversation?"),
      say("oscar", "It is a piece of art. We keep it."),
      shareFile("hannah", "https://files.example.com/q4/Q4-跨部门协作-讨论稿-v7-final-FINAL.docx", 1_204_882),
    ],
  },
  bigGroup(),
  ...pairs(),
];

function longText(): string {
  const sentence =
    "This paragraph goes on for a while so that the bubble has to wrap over many lines and the page has to stay calm about it. 这一段很长，用来看看气泡如何换行。";
  return Array.from({ length: 9 }, (_, index) => `${index + 1}. ${sentence}`).join("\n");
}

/** A school class of 180 members, many of them silent. */
function bigGroup(): Scene {
  const random = createRandom(180);
  const members = [
    "teacher.zhou",
    ...Array.from({ length: 179 }, (_, index) => `student-${String(index + 1).padStart(3, "0")}`),
  ];
  const lines: Line[] = [
    mention("teacher.zhou", "各位同学：下周三下午两点在报告厅集合，请带学生证。", [], { mentionAll: true }),
    ...Array.from({ length: 160 }, () => {
      const from = pick(random, members.slice(1));
      return say(
        from,
        pick(random, [
          "收到",
          "收到！",
          "收到 🙋",
          "好的老师",
          "请问需要穿校服吗？",
          "+1",
          "Received",
          "谢谢老师",
        ]),
        {
          minutes: 1 + random() * 6,
        },
      );
    }),
    say("teacher.zhou", "需要穿校服。没有回复的同学请班长通知一下。", { minutes: 30 }),
  ];
  return {
    kind: "normal",
    name: "2024 级软件工程 1—6 班",
    creator: "teacher.zhou",
    members,
    attributes: { attr: { school: "软件学院", year: 2024 } },
    hoursAgo: 26,
    lines,
  };
}

/** Unnamed one-to-one conversations, as most apps have them in numbers. */
function pairs(): Scene[] {
  const talks: [string, string, string[]][] = [
    ["li.na", "zhao.min", ["周六你坐几点的地铁？", "7:20 那班，老地方见", "好嘞"]],
    ["diego", "luca", ["You still owe me that ice cream", "Pistachio or nothing", "Deal 🍨"]],
    ["maya", "oscar", ["Do you have five minutes for the release notes?", "After lunch?", "13:30, my desk"]],
    ["hannah", "liang", ["索引那个改动我看过了，没问题", "谢谢！我合了", "🎉"]],
    ["amara", "ingrid", ["Are you at the station?", "Two minutes", "Platform 4, by the flowers"]],
    ["wang.lei", "sun.jie", ["雨衣买好了", "多少钱转你", "请我喝咖啡就行 ☕"]],
    ["priya.nair", "yuki.tanaka", ["The grinder video saved me, thank you!", "よかったです 😊"]],
    ["kwame", "min-jun", ["Rush goalie again?", "Always."]],
    ["小宇", "奶奶", ["奶奶，饺子多包点", "管够！"]],
    ["Tom", "Spike", ["Truce?", "Until Friday."]],
  ];
  return talks.map(([first, second, texts], index) => ({
    kind: "normal",
    creator: first,
    members: [first, second],
    hoursAgo: 30 + index * 31,
    lines: texts.map((text, turn) => say(turn % 2 === 0 ? first : second, text)),
  }));
}
