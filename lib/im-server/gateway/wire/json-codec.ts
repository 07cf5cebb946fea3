import { isJsonObject } from "@/lib/protocol/json-value";
import { type Command, FrameError, type Outgoing } from "./codec";
import { commandTypes, type enums, opTypes, queryDirections, statusTypes } from "./enums";
import { type MessageName, messages } from "./messages";

type FieldSpec = readonly [number, string, string?];
type Fields = Record<string, unknown>;

const envelope: Record<string, FieldSpec> = messages.GenericCommand;
const enumNames: Partial<Record<string, Record<string, number>>> = {
  CommandType: commandTypes,
  OpType: opTypes,
  StatusType: statusTypes,
  QueryDirection: queryDirections,
} satisfies Record<keyof typeof enums, Record<string, number>>;

/**
 * Reads a command of the JSON protocol: the fields of the envelope and of the command's own message
 * side by side, operations with dashes, JSON as JSON. An empty object is a heartbeat.
 * @throws FrameError when it is not a command
 */
export function decodeJsonCommand(frame: Uint8Array): Command {
  try {
    return readCommand(JSON.parse(Buffer.from(frame).toString()));
  } catch (error) {
    // Whatever it is, JSON nested without end among it, must not go further than this frame.
    throw new FrameError("The frame is not a command.", { cause: error });
  }
}

function readCommand(value: unknown): Command {
  if (!isJsonObject(value)) throw new FrameError("A command is an object.");
  if (Object.keys(value).length === 0) return { cmd: "echo" };
  const command: Fields = {};
  for (const [field, spec] of Object.entries(envelope)) {
    const [, type] = spec;
    if (!isMessage(type)) Object.assign(command, readField(field, spec, value));
    else if (field === `${String(value.cmd)}Message`) command[field] = readMessage(type, value);
  }
  return { ...command, cmd: isCommandName(command.cmd) ? command.cmd : null };
}

/** Writes a command, or the answer to a heartbeat. */
export function encodeJsonCommand(command: Outgoing): Buffer {
  if (command.cmd === "echo" && command.i === undefined) return Buffer.from("{}");
  const written: Fields = {};
  for (const [field, value] of Object.entries(command)) {
    const [, type] = envelope[field] ?? [0, ""];
    if (isMessage(type) && isJsonObject(value)) Object.assign(written, writeMessage(type, value));
    else written[field] = field === "op" ? command.op?.replaceAll("_", "-") : value;
  }
  return Buffer.from(JSON.stringify(written));
}

function readMessage(name: MessageName, value: Fields): Fields {
  const fields: Fields = {};
  for (const [field, spec] of Object.entries<FieldSpec>(messages[name])) {
    Object.assign(fields, readField(field, spec, value));
  }
  return fields;
}

/** The one field, or nothing when it is absent. */
function readField(field: string, [, type, rule]: FieldSpec, source: Fields): Fields {
  const value = source[field];
  if (value === undefined || value === null) return {};
  if (rule !== "repeated") return { [field]: readValue(type, value) };
  return { [field]: (Array.isArray(value) ? value : [value]).map((item) => readValue(type, item)) };
}

function readValue(type: string, value: unknown): unknown {
  switch (type) {
    case "string":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "bool":
      return Boolean(value);
    case "int32":
    case "int64":
      return readNumber(value);
    case "bytes":
      return Buffer.from(String(value), "base64");
    case "JsonObjectMessage":
      return { data: JSON.stringify(value) };
    default:
      if (!isMessage(type)) return readEnum(enumNames[type] ?? {}, value);
      if (!isJsonObject(value)) throw new FrameError("A field has another shape.");
      return readMessage(type, value);
  }
}

function readNumber(value: unknown): number {
  const number = Math.trunc(Number(value));
  if (!Number.isSafeInteger(number)) throw new FrameError("A field is not a number.");
  return number;
}

/** The name, or undefined for one that the protocol does not have. */
function readEnum(names: Record<string, number>, value: unknown): string | undefined {
  const name = String(value).replaceAll("-", "_");
  if (Object.hasOwn(names, name)) return name;
  return Object.keys(names).find((known) => names[known] === value);
}

function writeMessage(name: MessageName, value: Fields): Fields {
  const specs: Record<string, FieldSpec> = messages[name];
  const written: Fields = {};
  for (const [field, inner] of Object.entries(value)) {
    const [, type] = specs[field] ?? [0, ""];
    written[field] = Array.isArray(inner)
      ? inner.map((item) => writeValue(type, item))
      : writeValue(type, inner);
  }
  return written;
}

function writeValue(type: string, value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString("base64");
  if (!isMessage(type) || !isJsonObject(value)) return value;
  return type === "JsonObjectMessage" ? JSON.parse(String(value.data)) : writeMessage(type, value);
}

function isMessage(type: string): type is MessageName {
  return Object.hasOwn(messages, type);
}

function isCommandName(name: unknown): name is Outgoing["cmd"] {
  return typeof name === "string" && Object.hasOwn(commandTypes, name);
}
