import "server-only";
import { createHash } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { type LiveEvent, liveEventSchema } from "@/lib/contracts/live";
import type { ConsoleDb } from "../../store/open-store";
import type { AppRow, ConsoleTables } from "../../store/tables";
import type { RingEntry } from "../ring";
import type { SeenMessage } from "./seen-messages";

/** How far an app was looked through, and what was told of it last. */
export type Kept = {
  position: string;
  looks: number;
  newest: number;
  knownFrom: number;
  toldUntil: number;
  messages: SeenMessage[];
  told: RingEntry[];
};
export type Step = Omit<Kept, "messages" | "told"> & {
  events: readonly LiveEvent[];
  put: readonly SeenMessage[];
  drop: readonly SeenMessage[];
};

const maxTold = 200;
const atOnce = 1_000;
const eventsSchema = z.array(liveEventSchema);

/** Keeps in the console's database where the poller of one app is, so that another process goes on from there. */
export class Journal {
  private readonly place: string;
  /** What is kept is what the poller remembers, but for what comes. */
  private isWhole = false;

  constructor(
    private readonly db: ConsoleDb,
    private readonly app: Pick<AppRow, "id" | "server_url" | "leancloud_app_id">,
    private readonly keptMs: number,
  ) {
    const place = JSON.stringify([app.server_url, app.leancloud_app_id]);
    this.place = createHash("sha256").update(place).digest("base64url");
  }

  /** What a poller before this one has kept of the same app at the same place, unless it is too old. */
  async load(): Promise<Kept | null> {
    const { db, app } = this;
    const position = await db
      .selectFrom("poller_positions")
      .selectAll()
      .where("app_id", "=", app.id)
      .executeTakeFirst();
    if (position?.place !== this.place || position.saved_at < Date.now() - this.keptMs) return null;
    const looks = await db
      .selectFrom("poller_looks")
      .selectAll()
      .where("app_id", "=", app.id)
      .orderBy("look")
      .execute();
    const messages = await db
      .selectFrom("poller_messages")
      .selectAll()
      .where("app_id", "=", app.id)
      .orderBy("timestamp")
      .execute();
    this.isWhole = true;
    return {
      position: position.position,
      looks: position.looks,
      newest: position.newest,
      knownFrom: position.known_from,
      toldUntil: position.told_until,
      messages: messages.map((row) => ({
        box: row.box,
        messageId: row.message_id,
        conversationId: row.conversation_id,
        clientId: row.client_id,
        timestamp: row.timestamp,
        print: row.print,
      })),
      told: looks.map(({ position, told_until, events }) => ({
        position,
        completeUpTo: told_until,
        events: eventsSchema.catch([]).parse(JSON.parse(events)),
      })),
    };
  }

  /** What was kept before is not gone on from. */
  forget(): void {
    this.isWhole = false;
  }

  /** Keeps a step. After one that failed, all that the poller knows is kept anew. */
  async save(step: Step, all: () => readonly SeenMessage[]): Promise<void> {
    const isAnew = !this.isWhole;
    this.isWhole = false;
    await this.db.transaction().execute(async (trx) => {
      if (isAnew) await this.clear(trx);
      await this.putPosition(trx, step);
      await this.putLook(trx, step);
      await this.putMessages(trx, isAnew ? all() : step.put);
      if (!isAnew) await this.dropMessages(trx, step);
    });
    this.isWhole = true;
  }

  private async clear(trx: Transaction<ConsoleTables>): Promise<void> {
    await trx.deleteFrom("poller_looks").where("app_id", "=", this.app.id).execute();
    await trx.deleteFrom("poller_messages").where("app_id", "=", this.app.id).execute();
  }

  private async putPosition(trx: Transaction<ConsoleTables>, step: Step): Promise<void> {
    const position = {
      place: this.place,
      position: step.position,
      looks: step.looks,
      newest: step.newest,
      known_from: step.knownFrom,
      told_until: step.toldUntil,
      saved_at: Date.now(),
    };
    await trx
      .insertInto("poller_positions")
      .values({ app_id: this.app.id, ...position })
      .onConflict((conflict) => conflict.column("app_id").doUpdateSet(position))
      .execute();
  }

  private async putLook(trx: Transaction<ConsoleTables>, step: Step): Promise<void> {
    if (step.events.length === 0) return;
    const { position, looks: look, toldUntil: told_until } = step;
    await trx
      .replaceInto("poller_looks")
      .values({ app_id: this.app.id, look, position, told_until, events: JSON.stringify(step.events) })
      .execute();
    await trx
      .deleteFrom("poller_looks")
      .where("app_id", "=", this.app.id)
      .where("look", "<=", step.looks - maxTold)
      .execute();
  }

  private async putMessages(
    trx: Transaction<ConsoleTables>,
    messages: readonly SeenMessage[],
  ): Promise<void> {
    for (let from = 0; from < messages.length; from += atOnce) {
      const rows = messages.slice(from, from + atOnce).map((one) => ({
        app_id: this.app.id,
        box: one.box,
        message_id: one.messageId,
        conversation_id: one.conversationId,
        client_id: one.clientId,
        timestamp: one.timestamp,
        print: one.print,
      }));
      await trx.replaceInto("poller_messages").values(rows).execute();
    }
  }

  private async dropMessages(trx: Transaction<ConsoleTables>, { drop, knownFrom }: Step): Promise<void> {
    for (const { box, messageId } of drop) {
      await trx
        .deleteFrom("poller_messages")
        .where("app_id", "=", this.app.id)
        .where("box", "=", box)
        .where("message_id", "=", messageId)
        .execute();
    }
    await trx
      .deleteFrom("poller_messages")
      .where("app_id", "=", this.app.id)
      .where("timestamp", "<=", knownFrom)
      .execute();
  }
}
