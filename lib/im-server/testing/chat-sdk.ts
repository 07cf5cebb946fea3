import { createRequire } from "node:module";
import { WebSocket } from "ws";
import type { TestServer } from "./start-test-server";
import { testKeys } from "./start-test-server";

/** What `lean-cloud-chat` offers; the package has no types. */
export type ChatClient = {
  open(): Promise<{ onlineSessionPeerIds?: string[] }>;
  close(): Promise<void>;
  send(msg: string, to: string | string[], transient?: boolean): Promise<{ uid?: string; t?: number }>;
  watch(peers: string[]): Promise<{ onlineSessionPeerIds: string[] }>;
  unwatch(peers: string[]): Promise<unknown>;
  getStatus(peers: string[]): Promise<{ onlineSessionPeerIds: string[] }>;
  joinGroup(groupId?: string): Promise<{ roomId: string }>;
  sendToGroup(msg: string, groupId: string, transient?: boolean): Promise<unknown>;
  inviteToGroup(groupId: string, peers: string[]): Promise<unknown>;
  kickFromGroup(groupId: string, peers: string[]): Promise<unknown>;
  leaveGroup(groupId: string): Promise<unknown>;
  on(event: string, listener: (payload: unknown) => void): void;
};
type Signature = { s: string; t: number; n: string };
export type ChatOptions = {
  peerId: string;
  watchingPeerIds?: string[];
  auth?: (
    peerId: string,
    watchingPeerIds?: string[],
  ) => Promise<Partial<Signature> & { watchingPeerIds: string[] }>;
  groupAuth?: (
    peerId: string,
    groupId: string,
    action: string,
    groupPeerIds: string[],
  ) => Promise<Partial<Signature> & { groupPeerIds: string[] }>;
};

/**
 * The browser build of `lean-cloud-chat` with what browsers have. Its router's host is fixed, so the
 * request is led to the server as a changed DNS entry would.
 */
export function createChatClient(server: Pick<TestServer, "url">, options: ChatOptions): ChatClient {
  class Request {
    onload: () => void = () => {};
    onerror: () => void = () => {};
    status = 0;
    statusText = "";
    responseText = "";
    private url = "";
    open(_method: string, url: string): void {
      const { pathname, search } = new URL(url);
      this.url = new URL(pathname + search, server.url).href;
    }
    send(): void {
      fetch(this.url)
        .then(async (response) => {
          this.status = response.status;
          this.responseText = await response.text();
          this.onload();
        })
        .catch(() => this.onerror());
    }
  }
  Object.assign(globalThis, { WebSocket, XMLHttpRequest: Request });
  const require = createRequire(import.meta.url);
  const file = require.resolve("lean-cloud-chat/lib/av-chat.js");
  delete require.cache[file];
  const create: (settings: ChatOptions & { appId: string }) => ChatClient = require(file);
  return create({ appId: testKeys.appId, ...options });
}

/** The next event of a chat client. */
export function nextChatEvent(client: ChatClient, event: string): Promise<unknown> {
  return new Promise((resolve) => client.on(event, resolve));
}
