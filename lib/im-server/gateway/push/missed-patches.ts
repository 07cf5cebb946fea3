import type { MessageRow } from "../../store/interface";
import type { Gateway } from "../gateway";
import { clientFeatures, type Session } from "../session";
import { patchItem, patchPush } from "./message";

const PAGE = 50;
/** Edits older than this are found in history alone. */
const MAX_AGE = 7 * 86_400_000;

/** Sends the edits and recalls after a time, the oldest first, no faster than the client reads them. */
export async function pushPatches(gateway: Gateway, session: Session, lastPatchTime: number): Promise<void> {
  const { store, now } = gateway.context;
  // A client without a time has nothing yet that could have changed.
  if (lastPatchTime <= 0 || !session.understands(clientFeatures.patches)) return;
  for (let after = Math.max(lastPatchTime, now() - MAX_AGE); !session.isClosed; ) {
    const rows = await store.getPatchesSince(session.clientId, after, PAGE);
    const page = rows.length < PAGE ? rows : withoutLastTime(rows);
    const last = page.at(-1);
    if (last === undefined) return;
    session.pushNow(
      patchPush(
        page.map((row) => patchItem(row)),
        now(),
      ),
    );
    if (rows.length < PAGE) return;
    after = timeOf(last);
    await session.link.drained();
  }
}

/** Of a full page, what certainly has no further edit of the same time behind it. */
function withoutLastTime(rows: MessageRow[]): MessageRow[] {
  const last = rows.at(-1);
  const whole = rows.filter((row) => last === undefined || timeOf(row) < timeOf(last));
  return whole.length > 0 ? whole : rows;
}

function timeOf({ patchTimestamp, timestamp }: MessageRow): number {
  return patchTimestamp ?? timestamp;
}
