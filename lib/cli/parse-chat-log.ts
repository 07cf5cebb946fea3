/** One thing said in a chat log. */
export type ChatLine = { from: string; text: string; timestamp: number };

export type ChatLog = {
  lines: ChatLine[];
  /** Lines that say nothing: joins, renames, blank lines. */
  notices: number;
};

const said = /^\[(\d\d):(\d\d)\] <([^>]+)> (.*)$/;
const done = /^\[(\d\d):(\d\d)\] {1,2}\* (\S+) (.*)$/;
const dayMs = 86_400_000;

/**
 * Reads an IRC log: `[HH:MM] <nick> text`, and `[HH:MM] * nick does` as a message of that nick.
 * The log tells minutes only, so lines of one minute get successive milliseconds;
 * a clock that goes back begins the next day. `firstDay` is midnight UTC of the first line.
 */
export function parseChatLog(text: string, firstDay: number): ChatLog {
  const lines: ChatLine[] = [];
  let notices = 0;
  let day = firstDay;
  let lastTimestamp = firstDay - 1;
  for (const raw of text.split(/\r?\n/)) {
    const line = readLine(raw);
    if (!line) {
      notices += raw === "" ? 0 : 1;
      continue;
    }
    if (day + line.minute * 60_000 < lastTimestamp - dayMs / 2) day += dayMs;
    const timestamp = Math.max(day + line.minute * 60_000, lastTimestamp + 1);
    lines.push({ from: line.from, text: line.text, timestamp });
    lastTimestamp = timestamp;
  }
  return { lines, notices };
}

function readLine(raw: string): { from: string; text: string; minute: number } | null {
  const message = said.exec(raw);
  if (message) {
    const [, hour, minute, from = "", text = ""] = message;
    return { from, text, minute: Number(hour) * 60 + Number(minute) };
  }
  const action = done.exec(raw);
  if (!action) return null;
  const [, hour, minute, from = "", text = ""] = action;
  return { from, text: `* ${from} ${text}`, minute: Number(hour) * 60 + Number(minute) };
}
