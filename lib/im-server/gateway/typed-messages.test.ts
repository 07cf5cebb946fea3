import { createRequire } from "node:module";
import AV from "leancloud-storage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { type Device, nextEvent, type Realtime, type Sdk, sdkPackages } from "../testing/sdk";
import { testKeys } from "../testing/start-test-server";

type Message = InstanceType<Sdk["TypedMessage"]>;
type FileMessage = Message & { getFile(): AV.File; setText(text: string): Message };
type Classes = Record<FileType, new (file: AV.File) => FileMessage> & {
  LocationMessage: new (place: AV.GeoPoint) => Message;
  TypedMessagesPlugin: { messageClasses: Parameters<Realtime["register"]>[0] };
};
const fileTypes = ["FileMessage", "ImageMessage", "AudioMessage", "VideoMessage"] as const;
type FileType = (typeof fileTypes)[number];

/** The published package makes its classes for an SDK that it is given; its own types know 4.x alone. */
const initTypedMessages: (storage: typeof AV, sdk: Sdk) => Classes = createRequire(import.meta.url)(
  "leancloud-realtime-plugin-typed-messages",
);

function openClasses({ sdk, realtime }: Device): Classes {
  const classes = initTypedMessages(AV, sdk);
  realtime.register(classes.TypedMessagesPlugin.messageClasses);
  return classes;
}

describe.each(sdkPackages)("typed messages with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
    AV.init({ ...testKeys, serverURL: lab.server.url });
  });
  afterAll(() => lab.close());

  /** Two clients that know every type, and their conversation as each has it. */
  async function pair() {
    const [tomId, jerryId] = [lab.name("Tom"), lab.name("Jerry")];
    const [tom, jerry] = [await lab.login(tomId), await lab.login(jerryId)];
    const [at, there] = [openClasses(tom.device), openClasses(jerry.device)];
    const conversation = await tom.client.createConversation({ members: [jerryId] });
    return { tom, jerry, at, there, conversation, same: await jerry.client.getConversation(conversation.id) };
  }

  it.each(fileTypes)("carry files as %s", async (type) => {
    const { jerry, at, there, conversation, same } = await pair();
    const file = AV.File.createWithoutData("5c8b1e7f");
    const url = "https://files.example.com/cat.png";
    Object.assign(file, { attributes: { url, name: "cat.png", metaData: { size: 7 } } });
    const received = nextEvent(jerry.client, "message");
    const sent = await conversation.send(new at[type](file).setText("look").setAttributes({ album: 3 }));
    const [live] = await received;
    const [stored] = await same.queryMessages({ type: sent.type });
    for (const message of [live, stored]) {
      if (!(message instanceof there[type])) throw new Error("another type");
      expect(message).toMatchObject({ id: sent.id, text: "look", attributes: { album: 3 } });
      const got = message.getFile();
      expect([got.id, got.url(), got.name(), got.metaData("size")]).toEqual([file.id, url, "cat.png", 7]);
    }
  });

  it("carry places", async () => {
    const { jerry, at, there, conversation } = await pair();
    const received = nextEvent(jerry.client, "message");
    await conversation.send(new at.LocationMessage(new AV.GeoPoint({ latitude: 31.2, longitude: 121.4 })));
    const [message] = await received;
    expect(message).toBeInstanceOf(there.LocationMessage);
    expect(message).toMatchObject({ _lcloc: { latitude: 31.2, longitude: 121.4 } });
  });

  it("carry a type of the app's own, and are found by it", async () => {
    const { tom, jerry, conversation, same } = await pair();
    const [own, theirs] = [tom, jerry].map(({ device }) => {
      class OrderMessage extends device.sdk.TypedMessage {
        total = 0;
        constructor() {
          super({});
        }
      }
      device.sdk.messageType(7)(OrderMessage);
      device.sdk.messageField(["total"])(OrderMessage);
      device.realtime.register(OrderMessage);
      return OrderMessage;
    });
    if (!own || !theirs) throw new Error("a class for each");
    const received = nextEvent(jerry.client, "message");
    const sent = await conversation.send(Object.assign(new own(), { total: 42 }));
    const [stored] = await same.queryMessages({ type: 7 });
    for (const message of [(await received)[0], stored]) {
      expect(message).toBeInstanceOf(theirs);
      expect(message).toMatchObject({ id: sent.id, type: 7, total: 42 });
    }
  });
});
