import { Root } from "protobufjs/light";
import { type CommandName, commandTypes, enums, type OpName, opTypes } from "./enums";
import { type MessageName, type Messages, messages } from "./messages";

type Enums = typeof enums;
type Scalar = { string: string; bool: boolean; int32: number; int64: number; bytes: Uint8Array };
type Value<T> = T extends keyof Scalar
  ? Scalar[T]
  : T extends keyof Enums
    ? keyof Enums[T]
    : T extends MessageName
      ? Wire<T>
      : never;
type Field<F> = F extends readonly [number, infer T, "repeated"]
  ? Value<T>[]
  : F extends readonly [number, infer T, ...string[]]
    ? Value<T>
    : never;

/** A message of the protocol as a plain object; what is absent on the wire is absent here. */
export type Wire<M extends MessageName> = { [F in keyof Messages[M]]?: Field<Messages[M][F]> };

/** One frame. `cmd` is null when the number is not one of the protocol's. */
export type Command = Omit<Wire<"GenericCommand">, "cmd"> & { cmd: CommandName | null };

/** The frame is not a command of the protocol (close code 4114). */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

const generic = buildTypes().lookupType("GenericCommand");
const asPlainValues = { longs: Number, enums: String, bytes: Buffer } as const;

function buildTypes(): Root {
  const nested: Record<string, object> = {};
  for (const [name, values] of Object.entries(enums)) nested[name] = { values };
  for (const [name, fields] of Object.entries(messages)) {
    nested[name] = {
      // Zero and false must be told from absent, also when writing.
      edition: "proto2",
      fields: Object.fromEntries(
        Object.entries<readonly [number, string, string?]>(fields).map(([field, [id, type, rule]]) => [
          field,
          rule === undefined ? { id, type } : { id, type, rule },
        ]),
      ),
    };
  }
  return Root.fromJSON({ nested });
}

/** Reads a binary frame. @throws FrameError when it is not a command */
export function decodeCommand(frame: Uint8Array): Command {
  let plain: Record<string, unknown>;
  try {
    plain = generic.toObject(generic.decode(frame), asPlainValues);
  } catch (error) {
    throw new FrameError("The frame is not a command.", { cause: error });
  }
  // Every field was checked against the table while decoding; only unknown enum numbers remain.
  const cmd = typeof plain.cmd === "string" ? plain.cmd : null;
  if (typeof plain.op !== "string") delete plain.op;
  return { ...plain, cmd: isCommandName(cmd) ? cmd : null };
}

function isCommandName(name: string | null): name is CommandName {
  return name !== null && Object.hasOwn(commandTypes, name);
}

/** A frame to send: always of a known kind. */
export type Outgoing = Command & { cmd: CommandName };

/** Writes a frame. Enum fields below the envelope belong to requests and are never written. */
export function encodeCommand(command: Outgoing): Uint8Array {
  return generic.encode({ ...command, cmd: commandTypes[command.cmd], op: opNumber(command.op) }).finish();
}

function opNumber(op: OpName | undefined): number | undefined {
  return op === undefined ? undefined : opTypes[op];
}

/**
 * The bytes of `peerId` alone. Fields may come in any order on the wire, so a push that goes to many
 * is written once and only these bytes differ.
 */
export function encodePeerId(peerId: string): Uint8Array {
  return generic.encode({ peerId }).finish();
}
