import { describe, expect, it } from "vitest";
import { Ear } from "./ear";
import { Hub } from "./hub";
import { Push } from "./push";
import { type Link, Session } from "./session";

function connect(clientId: string, drop = () => {}): { session: Session; pushes: Push[] } {
  const pushes: Push[] = [];
  const link: Link = {
    push: (_session, push) => pushes.push(push) > 0,
    remove: () => {},
    drained: async () => {},
    drop,
    announcesUnread: true,
    offline: { ofConversation: 0, total: 0, age: 0 },
    protocol: "test",
    remoteAddress: null,
    unsentBytes: 0,
    ear: new Ear(),
  };
  const login = { clientId, tag: null, deviceId: null, userAgent: null, features: 0, openedAt: 0 };
  return { session: new Session(login, link), pushes };
}

describe("hub", () => {
  it("counts a client of several sessions once, until the last has gone", () => {
    const hub = new Hub();
    const changes: [string, boolean][] = [];
    hub.onPresence = (clientId, isOnline) => changes.push([clientId, isOnline]);
    const [first, second] = [connect("Tom").session, connect("Tom").session];
    hub.add(first, 0);
    hub.add(second, 0);
    hub.enterRoom(first, "room");
    hub.enterRoom(second, "room");
    expect(hub.presence.countOnline()).toBe(1);
    expect(hub.presence.countInRoom("room")).toBe(1);
    expect(hub.remove(first, "lost")).toBe(true);
    expect(hub.remove(first, "lost")).toBe(false);
    expect(hub.presence.sampleRoom("room", 50)).toEqual(["Tom"]);
    hub.remove(second, "lost");
    expect(hub.presence.countInRoom("room")).toBe(0);
    expect(hub.presence.filterOnline(["Tom"])).toEqual([]);
    expect(changes).toEqual([
      ["Tom", true],
      ["Tom", false],
    ]);
  });

  it("moves a session from room to room", () => {
    const hub = new Hub();
    const { session } = connect("Tom");
    hub.add(session, 0);
    hub.enterRoom(session, "a");
    hub.enterRoom(session, "b");
    expect([hub.presence.countInRoom("a"), hub.presence.countInRoom("b")]).toEqual([0, 1]);
    expect(hub.inRoom("a")).toBeUndefined();
  });

  it("counts who was here today, also over midnight", () => {
    const hub = new Hub();
    const day = 86_400_000;
    const tom = connect("Tom").session;
    hub.add(tom, day - 1);
    hub.add(connect("Jerry").session, day - 1);
    hub.remove(tom, "lost");
    expect(hub.presence.countToday()).toBe(2);
    hub.add(connect("Spike").session, day);
    expect(hub.presence.countToday()).toBe(2);
    expect(hub.presence.countOnline()).toBe(2);
  });

  it("holds what comes while a session opens, and lets follow what it was not told", () => {
    const { session, pushes } = connect("Tom");
    const direct = (id: string, timestamp: number, transient?: true) =>
      new Push({ cmd: "direct", directMessage: { cid: "c", id, timestamp, transient } });
    session.push(direct("counted", 5));
    session.push(direct("new", 6));
    expect(pushes).toEqual([]);
    session.release({ upTo: new Map([["c", 5]]), ids: new Set(["broadcast"]) });
    session.push(direct("counted too, and late", 4));
    session.push(direct("broadcast", 9));
    session.push(direct("transient", 4, true));
    expect(pushes.map(({ command }) => command.directMessage?.id)).toEqual(["new", "transient"]);
  });

  it("drops who does not read what it missed while ever more comes", () => {
    let isDropped = false;
    const { session } = connect("Tom", () => {
      isDropped = true;
    });
    const push = new Push({ cmd: "direct", directMessage: { cid: "c", transient: true } });
    for (let count = 0; count < 5000; count += 1) expect(session.push(push)).toBe(true);
    expect(isDropped).toBe(false);
    expect(session.push(push)).toBe(false);
    expect(isDropped).toBe(true);
  });
});
