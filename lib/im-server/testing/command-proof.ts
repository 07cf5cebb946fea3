import type { Command } from "../gateway/wire/codec";
import { type Area, commandTable, type Row } from "./command-table";
import type { SdkPackage } from "./sdk";
import type { Frame } from "./wiretap";

/**
 * The rows of an area that nobody was seen to say or hear, and the frames of the server that break the
 * rules of the envelope, in words: nothing when everything has been proven.
 * @param by the package whose frames these are, or "raw" for frames of our own
 */
export function unproven(area: Area, frames: readonly Frame[], by?: SdkPackage | "raw"): string[] {
  const rows: readonly Row[] = commandTable[area];
  const wanted = rows.filter(({ raw, only }) => {
    if (by === "raw") return raw !== undefined;
    return raw === undefined && (only === undefined || only === by);
  });
  const replies = area === "chat" ? [] : frames.filter(({ from }) => from === "server");
  const broken = [...replies.flatMap(brokenRules), ...answeredTwice(replies), ...strangers(frames)];
  return [...wanted.flatMap((row) => missing(row, frames)), ...new Set(broken)];
}

/** What the server said that is in no row of the table: any command may be refused, nothing else is free. */
function strangers(frames: readonly Frame[]): string[] {
  const rows: readonly Row[] = Object.values(commandTable).flat();
  const known = new Set(rows.map(lineOf));
  const lines = frames.flatMap(({ from, connection, command }) => {
    if (from !== "server" || command.cmd === "error") return [];
    const name = nameOf(command);
    // Answers of a dialect without serials are told by their name alone.
    if (command.i === undefined) return rows.some(({ server }) => server === name) ? [] : name;
    const asked = frames.find(
      (frame) => frame.from === "client" && frame.connection === connection && frame.command.i === command.i,
    );
    return asked ? lineOf({ client: nameOf(asked.command), server: name }) : [];
  });
  return lines.filter((line) => !known.has(line)).map((line) => `${line} is in no row`);
}

function lineOf({ client, server }: Row): string {
  return [client, server].filter((part) => part !== undefined).join(" → ");
}

/** What is missing of a row, in words; nothing when it was seen. */
function missing(row: Row, frames: readonly Frame[]): string[] {
  const name = lineOf(row);
  const seen =
    row.client === undefined
      ? pushes(row, frames)
      : row.server === undefined
        ? said(row, frames)
        : answers(row, frames);
  if (seen.length === 0) return [`${name}: not seen${said(row, frames).length > 0 ? " as the answer" : ""}`];
  const lacks = seen.map(({ command }) => (row.with ?? []).filter((path) => !has(command, path)));
  const least = lacks.reduce((best, each) => (each.length < best.length ? each : best));
  return least.length === 0 ? [] : [`${name}: without ${least.join(", ")}`];
}

function said({ client }: Row, frames: readonly Frame[]): Frame[] {
  return frames.filter((frame) => frame.from === "client" && nameOf(frame.command) === client);
}

function pushes({ server }: Row, frames: readonly Frame[]): Frame[] {
  return frames.filter(
    ({ from, command }) => from === "server" && command.i === undefined && nameOf(command) === server,
  );
}

/** Answers are found by their serial; those of a dialect without serials by their name. */
function answers(row: Row, frames: readonly Frame[]): Frame[] {
  return said(row, frames).flatMap((asked) =>
    frames.filter(
      ({ from, connection, command }) =>
        from === "server" &&
        connection === asked.connection &&
        command.i === asked.command.i &&
        nameOf(command) === row.server,
    ),
  );
}

/** A command with its operation, where it has one. */
export function nameOf({ cmd, op }: Command): string {
  return op === undefined ? String(cmd) : `${cmd}/${op}`;
}

function has(command: Command, path: string): boolean {
  const value = path.split(".").reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), command);
  // An empty list proves nothing: the binary protocol does not even write it.
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

const present: Partial<Record<string, string[]>> = {
  conv: ["serverTs", "convMessage.cid", "convMessage.initBy", "convMessage.udate"],
  rcp: ["serverTs", "rcpMessage.cid", "rcpMessage.id"],
};

/** What a frame of the binary protocol must have, and must not: zero is not absence. */
function brokenRules({ command }: Frame): string[] {
  const isPush = command.i === undefined;
  const wanted = isPush && command.cmd !== "echo" ? ["peerId", ...(present[String(command.cmd)] ?? [])] : [];
  const { ackMessage, sessionMessage, patchMessage } = command;
  const codes = [
    ackMessage?.code,
    sessionMessage?.code,
    ...(patchMessage?.patches ?? []).map(({ patchCode }) => patchCode),
  ];
  return [
    ...wanted.filter((path) => !has(command, path)).map((path) => `${nameOf(command)} has no ${path}`),
    ...(command.service === 2 || isOfPushService(command) ? [] : [`${nameOf(command)} is not of service 2`]),
    ...(codes.includes(0) ? [`${nameOf(command)} says zero for absent`] : []),
  ];
}

/** Each serial of a connection has one answer. */
function answeredTwice(replies: readonly Frame[]): string[] {
  const seen = new Set<string>();
  return replies.flatMap(({ connection, command }) => {
    const serial = `${connection}:${command.i}`;
    const isTwice = command.i !== undefined && seen.has(serial);
    seen.add(serial);
    return isTwice ? [`${nameOf(command)} answers what has its answer`] : [];
  });
}

/** Logins of installations have the service they asked for; JSON has none for heartbeats. */
function isOfPushService({ cmd }: Command): boolean {
  return cmd === "loggedin" || cmd === "loggedout" || cmd === "echo";
}
