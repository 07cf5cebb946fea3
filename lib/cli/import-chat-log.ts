import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { buildTextMessage } from "@/lib/protocol/message-builders";
import { CliError } from "./cli-error";
import { errorCode } from "./data-folder";
import type { ImClient } from "./im-client";
import { type ChatLog, parseChatLog } from "./parse-chat-log";
import { withImServer } from "./with-im-server";

const usage = "Usage: npm run import -- FILE [--name NAME] [--date YYYY-MM-DD]";

/** `npm run import -- FILE`: an IRC log becomes a chat room, one client per nick. */
export async function importChatLog(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new CliError("bad_argument", usage);
  const day =
    values.date ?? /\d{4}-\d\d-\d\d/.exec(basename(file))?.[0] ?? new Date().toISOString().slice(0, 10);
  const firstDay = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(firstDay)) throw new CliError("bad_argument", `--date ${day} is not a day. ${usage}`);
  const log = parseChatLog(readText(file), firstDay);
  if (log.lines.length === 0)
    throw new CliError("bad_argument", `${file} holds no line such as "[12:34] <nick> text".`);
  const name = values.name ?? basename(file).replace(/\.[^.]+$/, "");
  const id = await withImServer((client) => importRoom(client, name, log));
  const nicks = new Set(log.lines.map((line) => line.from)).size;
  console.log(
    `Chat room ${id}: ${log.lines.length} messages of ${nicks} clients, ${log.notices} notices left out.`,
  );
}

/** Makes the chat room and writes the log into it; answers its id. */
export async function importRoom(client: ImClient, name: string, log: ChatLog): Promise<string> {
  const id = await client.importConversation({
    kind: "chatroom",
    name,
    createdAt: log.lines[0]?.timestamp ?? Date.now(),
  });
  await client.importMessages(
    id,
    log.lines.map((line) => ({
      from_client: line.from,
      message: buildTextMessage(line.text),
      timestamp: line.timestamp,
    })),
  );
  return id;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: "string" }, date: { type: "string" } },
    });
  } catch {
    throw new CliError("bad_argument", usage);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CliError("bad_argument", `Cannot read ${file} (${errorCode(error)}).`);
  }
}
