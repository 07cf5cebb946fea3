import { z } from "zod";
import { CliError } from "./cli-error";

export type ImKeys = { appId: string; masterKey: string };
export type ImportedMessage = {
  from_client: string;
  message: string;
  timestamp: number;
  mention_all?: boolean;
  mention_client_ids?: string[];
  bin?: boolean;
  /** What clients did to it afterwards; null is a recall. */
  changes?: { by: string; at: number; message: string | null }[];
};
export type ImportedConversation = {
  kind: "normal" | "chatroom" | "service";
  name?: string;
  creator?: string;
  members?: string[];
  attributes?: Record<string, unknown>;
  createdAt: number;
};
export type SentMessage = { "msg-id": string; timestamp: number };

const createdSchema = z.looseObject({ objectId: z.string() });
const importedSchema = z.looseObject({
  results: z.array(z.looseObject({ "msg-id": z.string(), timestamp: z.number() })),
});
/** How many messages one import request may carry. */
const importBatch = 1000;

/** The few REST calls that the command line makes, with the master key, as a server-side client would. */
export type ImClient = {
  /** Any call; answers the decoded body. Rejects with a `CliError` that names the call and the status. */
  request: (method: string, path: string, body?: unknown) => Promise<unknown>;
  importConversation: (conversation: ImportedConversation) => Promise<string>;
  /** Oldest first; answers the ids and timestamps that the messages got. */
  importMessages: (
    conversationId: string,
    messages: ImportedMessage[],
    clientId?: string,
  ) => Promise<SentMessage[]>;
};

/** A client of the IM server at `url`. */
export function createImClient(url: string, keys: ImKeys): ImClient {
  const request = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        "X-LC-Id": keys.appId,
        "X-LC-Key": `${keys.masterKey},master`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch(() => {
      throw new CliError("import_failed", `The IM server at ${url} does not answer.`);
    });
    const text = await response.text();
    if (!response.ok) {
      throw new CliError(
        "import_failed",
        `${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`,
      );
    }
    return text === "" ? null : JSON.parse(text);
  };

  return {
    request,
    importConversation: async (conversation) =>
      createdSchema.parse(await request("POST", "/parley/1/import/conversations", conversation)).objectId,
    importMessages: async (conversationId, messages, clientId) => {
      const sent: SentMessage[] = [];
      for (let start = 0; start < messages.length; start += importBatch) {
        const reply = await request("POST", "/parley/1/import/messages", {
          conv_id: conversationId,
          client_id: clientId,
          messages: messages.slice(start, start + importBatch),
        });
        sent.push(...importedSchema.parse(reply).results);
      }
      return sent;
    },
  };
}
