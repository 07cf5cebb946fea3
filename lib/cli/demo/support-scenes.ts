import { mention, playMedia, type Scene, say, sendCustom, shareFile, sharePlace, showImage } from "./scene";

const order = (id: string, total: string, items: string[]) => ({ order: { id, total, items } });

/** One customer, one or two colleagues of the support desk. */
export const supportScenes: Scene[] = [
  {
    kind: "normal",
    name: "Order 10482 · Lin Xiaoyu",
    creator: "support",
    members: ["lin.xiaoyu", "support", "agent.mei"],
    attributes: { attr: { topic: "delivery", priority: "high", locale: "zh-CN" }, ticket: "T-10482" },
    hoursAgo: 0.4,
    lines: [
      say("lin.xiaoyu", "你好，我上周五下的单，物流三天没更新了，麻烦帮忙查一下 🙏"),
      sendCustom(
        "support",
        1,
        order("10482", "¥328.00", ["手冲壶", "滤纸 ×2"]),
        "订单 10482：手冲壶、滤纸 ×2，合计 ¥328.00",
      ),
      say("agent.mei", "林小姐您好，我是梅梅。包裹现在停在嘉兴分拨中心，我已经联系承运商催件了。", {
        minutes: 2,
      }),
      say("lin.xiaoyu", "大概什么时候能到呢？周三是我妈生日，想当礼物的。"),
      mention(
        "agent.mei",
        "@lin.xiaoyu 刚收到回复：今晚出库，最晚明天下午送达。生日快乐给阿姨！🎂",
        ["lin.xiaoyu"],
        {
          minutes: 9,
        },
      ),
      showImage(
        "agent.mei",
        "/demo/parcel.png",
        { width: 640, height: 400, size: 2_629, caption: "面单照片" },
        { minutes: 1 },
      ),
      say("lin.xiaoyu", "太好了，谢谢你们！！❤️"),
    ],
  },
  {
    kind: "normal",
    name: "Refund for Nadia Haddad",
    creator: "support",
    members: ["nadia.haddad", "support", "agent.jonas"],
    attributes: { attr: { topic: "refund", priority: "normal", locale: "ar" }, ticket: "T-10477" },
    hoursAgo: 3,
    lines: [
      say("nadia.haddad", "مرحبا، وصلني المنتج مكسورًا. كيف يمكنني استرجاع المبلغ؟"),
      showImage("nadia.haddad", "/demo/broken-cup.png", { width: 640, height: 480, size: 13_732 }),
      say("agent.jonas", "Hello Nadia, I am sorry about the cup. May I answer in English? — نعتذر عن ذلك.", {
        minutes: 6,
      }),
      say("nadia.haddad", "Yes of course, no problem at all."),
      say("agent.jonas", "The refund of €24.90 was started just now, it takes 3 to 5 working days.", {
        minutes: 4,
        edits: ["The refund of €24.90 (order 10455) was started just now; it takes 3 to 5 working days."],
      }),
      shareFile(
        "agent.jonas",
        "https://files.example.com/refunds/10455/credit-note-10455.pdf",
        48_213,
        "Credit note",
      ),
      say("nadia.haddad", "شكرا جزيلا 🌷"),
    ],
  },
  {
    kind: "normal",
    name: "Can't sign in · Tomás Herrera",
    creator: "support",
    members: ["tomas.herrera", "support"],
    attributes: { attr: { topic: "account", priority: "low", locale: "en" }, ticket: "T-10471" },
    hoursAgo: 7,
    lines: [
      say("tomas.herrera", "Hi! The app keeps asking for a code but no SMS arrives."),
      say("support", "Hello Tomás, which country is the number from, and which carrier?", { minutes: 3 }),
      say("tomas.herrera", "Chile, Entel. The number ends in 4417."),
      say(
        "support",
        "Thanks. Entel delays our short code since this morning; please use “Call me instead” on that page.",
      ),
      say("tomas.herrera", "The call came after five seconds, I'm in. Thanks!", { minutes: 4 }),
      say("support", "Glad to hear. I keep this open until the carrier is back to normal."),
    ],
  },
  {
    kind: "normal",
    name: "发票抬头修改 · 周航",
    creator: "support",
    members: ["zhou.hang", "support", "agent.mei"],
    attributes: { attr: { topic: "invoice", priority: "normal", locale: "zh-CN" }, ticket: "T-10466" },
    hoursAgo: 22,
    lines: [
      say("zhou.hang", "发票抬头写错了，能重开吗？应该是“杭州远帆科技有限公司”。"),
      say("agent.mei", "可以的，请把税号也发给我。", { minutes: 5 }),
      say("zhou.hang", "税号 91330106MA2XXXXX7K", { recalled: true }),
      say("zhou.hang", "刚才那条有误，已撤回。税号我私下发邮件给你们财务。", { minutes: 1 }),
      say("agent.mei", "收到，新的电子发票 24 小时内发到您的邮箱，原发票已作废。", { minutes: 30 }),
      shareFile(
        "agent.mei",
        "https://files.example.com/invoices/2026/FP-20261118-0031.ofd",
        91_554,
        "新发票",
      ),
    ],
  },
  {
    kind: "normal",
    name: "Wholesale enquiry · Café Lumière",
    creator: "support",
    members: ["cafe.lumiere", "support", "sales.ines"],
    attributes: { attr: { topic: "sales", priority: "high", locale: "fr" }, value: 18_400 },
    hoursAgo: 29,
    lines: [
      say(
        "cafe.lumiere",
        "Bonjour ! We run four cafés in Lyon and would like 40 kg of the house blend each month.",
      ),
      mention("support", "@sales.ines one for you 🙂", ["sales.ines"], { minutes: 2 }),
      say(
        "sales.ines",
        "Bonjour, merci pour votre message ! For 40 kg a month we can offer −18 % and free delivery.",
        { minutes: 11 },
      ),
      shareFile(
        "sales.ines",
        "https://files.example.com/offers/cafe-lumiere-2026-11.pdf",
        210_442,
        "Our offer",
      ),
      say(
        "cafe.lumiere",
        "Parfait. Could a first delivery arrive before the Fête des Lumières (8 December)?",
      ),
      say("sales.ines", "Yes: roasted on the 1st, with you on the 3rd."),
      sharePlace("cafe.lumiere", 45.7676, 4.8344, "Deliver here: Place des Terreaux, Lyon"),
    ],
  },
  {
    kind: "normal",
    name: "Grinder noise · Yuki Tanaka",
    creator: "support",
    members: ["yuki.tanaka", "support", "agent.jonas"],
    attributes: { attr: { topic: "repair", priority: "normal", locale: "ja" } },
    hoursAgo: 51,
    lines: [
      say("yuki.tanaka", "ミルから変な音がします。録音しました。"),
      playMedia("yuki.tanaka", "audio", { url: "/demo/grinder.wav", size: 16_044, duration: 2 }),
      say(
        "agent.jonas",
        "That is the burr touching its carrier. Turn the ring two clicks coarser and it stops.",
        { minutes: 14 },
      ),
      playMedia("yuki.tanaka", "video", {
        url: "https://media.example.com/u/yuki/grinder-after.mp4",
        size: 1_884_210,
        duration: 8,
        width: 1280,
        height: 720,
      }),
      say("yuki.tanaka", "静かになりました！ありがとうございます 🙇‍♀️"),
    ],
  },
  {
    kind: "normal",
    name: "Subscription pause · Priya Nair",
    creator: "support",
    members: ["priya.nair", "support"],
    attributes: { attr: { topic: "billing", priority: "low", locale: "en" } },
    hoursAgo: 75,
    lines: [
      say("priya.nair", "I'm travelling in December, can I skip one delivery?"),
      say("support", "Of course: paused until 4 January, nothing is charged.", { minutes: 7 }),
      say("priya.nair", "Perfect. Happy holidays to all of you!"),
      say("support", "Happy holidays, safe travels ✈️"),
    ],
  },
  {
    kind: "normal",
    name: "配送地址变更 · 陈思远",
    creator: "support",
    members: ["chen.siyuan", "support", "agent.mei"],
    attributes: { attr: { topic: "delivery", priority: "normal", locale: "zh-CN" }, ticket: "T-10431" },
    hoursAgo: 99,
    lines: [
      say("chen.siyuan", "我搬家了，可以把地址改到滨江吗？订单还没发。"),
      sharePlace("chen.siyuan", 30.2084, 120.212, "杭州市滨江区江南大道 588 号"),
      say("agent.mei", "改好了，预计 23 号送达。", {
        minutes: 12,
        edits: ["改好了，预计 24 号送达。", "改好了，预计 24 号上午送达。"],
      }),
      say("chen.siyuan", "👍"),
    ],
  },
];
