import type { Initiator, MessageKey } from "./interface";

/** How a text ceased to be what a message says. */
export type MessageChange = {
  at: number;
  cause: "edit" | "recall" | "delete";
  /** Null: it was changed when this was not kept yet. */
  by: Initiator | null;
  /** What the master key's holder calls this change, where they named it. */
  operation: string | null;
};

/** An earlier text of an edited, recalled or deleted message. */
export type MessageVersion = MessageChange & { data: string; binary: boolean };

/** What messages said before, and who changed that; it outlives the message. */
export interface VersionStore {
  /** Oldest first. */
  getVersions(key: MessageKey): Promise<MessageVersion[]>;
  /** The newest change of each of these messages, in their order; null for one that never was changed. */
  getLastChanges(keys: MessageKey[]): Promise<(MessageChange | null)[]>;
}
