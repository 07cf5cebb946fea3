import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveHub } from "@/lib/console/live/live-hub";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import type { TestClient } from "./testing/test-client";

let parley: TestConsole;
let agent: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  agent = await parley.signIn("agent");
});
afterAll(() => parley.close());

/** Everything that a browser which comes and goes has heard. */
class Browser {
  private live: LiveClient | null = null;
  private position: string | null = null;
  private readonly heard: LiveClient[] = [];

  async come(): Promise<void> {
    this.live = await openLive(parley, agent, this.position ? { lastEventId: this.position } : {});
    this.heard.push(this.live);
  }

  go(): void {
    this.live?.close();
    this.position = this.live?.lastId ?? this.position;
    this.live = null;
  }

  get frames() {
    return this.heard.flatMap(({ frames }) => frames);
  }

  begun(): Promise<void> | undefined {
    return this.live?.until(({ frames }) => frames.some(({ state }) => state === "live"));
  }

  completeUpTo(time: number): Promise<void> | undefined {
    return this.live?.until(({ frames }) => (frames.at(-1)?.completeUpTo ?? 0) > time);
  }

  /** The number of messages of a conversation that were told. */
  count(conversationId: string): number {
    return this.frames
      .flatMap(({ events }) => events)
      .reduce((sum, event) => {
        const isIts = event.type === "messages" && event.conversationId === conversationId;
        return isIts ? sum + event.count : sum;
      }, 0);
  }
}

async function storedCount(conversationId: string): Promise<number> {
  const path = `/1.2/rtm/conversations/${conversationId}/messages`;
  const reply = await parley.im.call("GET", path, { query: { limit: 1000 } });
  return historyReplySchema.parse(reply.body).length;
}

type Act = "send" | "reconnect" | "miss" | "restart the IM server" | "restart the console";
const act = fc.oneof(
  ...[
    ["send", 4] as const,
    ["reconnect", 3] as const,
    ["miss", 2] as const,
    ["restart the IM server", 1] as const,
    ["restart the console", 1] as const,
  ].map(([name, weight]) => ({ weight, arbitrary: fc.constant<Act>(name) })),
);

/** Two browsers, one of which comes and goes, while messages are sent to three conversations. */
class Scene {
  readonly leaver = new Browser();
  readonly browsers = [this.leaver, new Browser()];
  private readonly sending: Promise<unknown>[] = [];

  constructor(readonly ids: string[]) {}

  async begin(): Promise<void> {
    for (const browser of this.browsers) {
      await browser.come();
      await browser.begun();
    }
  }

  async perform(step: Act): Promise<void> {
    if (step === "send") this.send(50);
    else if (step === "restart the IM server") await parley.im.restart();
    else if (step === "restart the console") {
      parley.context.live.close();
      for (const browser of this.browsers) browser.go();
      parley.context.live = new LiveHub(parley.context);
      for (const browser of this.browsers) await browser.come();
    } else {
      this.leaver.go();
      if (step === "miss") {
        this.send(40);
        await Promise.all(this.sending);
      }
      await this.leaver.come();
    }
  }

  /** Waits until everything that was sent has been told. */
  async end(): Promise<void> {
    await Promise.all(this.sending);
    const now = Date.now();
    for (const browser of this.browsers) {
      await browser.completeUpTo(now);
      browser.go();
    }
  }

  private send(count: number): void {
    for (let at = 0; at < count; at += 1) {
      const id = this.ids[at % this.ids.length] ?? "";
      // Lost with a server that restarts: the history tells whether it was stored.
      this.sending.push(sendTestMessage(parley.im, id).catch(() => undefined));
    }
  }
}

test("whatever breaks off, every message is told once", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 14 }), async (acts) => {
      const ids = await Promise.all([1, 2, 3].map(() => createTestConversation(parley.im)));
      const scene = new Scene(ids);
      await scene.begin();
      for (const step of acts) await scene.perform(step);
      await scene.end();
      for (const id of ids) {
        const stored = await storedCount(id);
        expect(scene.browsers.map((browser) => browser.count(id))).toEqual([stored, stored]);
      }
      const frames = scene.browsers.flatMap((browser) => browser.frames);
      expect(frames.filter(({ state }) => state === "reset")).toEqual([]);
    }),
    { numRuns: 4 },
  );
});
