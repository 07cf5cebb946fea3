import type { NotificationRow, ReceiptRow } from "../../store/gateway-interface";
import type { Gateway } from "../gateway";
import { Push } from "../push";

/** Tells the senders that `by` has received, or read, their messages. */
export async function tellReceipts(
  gateway: Gateway,
  conversationId: string,
  by: string,
  receipts: readonly ReceiptRow[],
  isRead: boolean,
): Promise<void> {
  if (receipts.length === 0) return;
  const t = gateway.context.now();
  const read = isRead ? { read: true } : {};
  for (const { messageId, from } of receipts) {
    const rcpMessage = { cid: conversationId, id: messageId, t, from: by, ...read };
    gateway.hub.pushTo([from], new Push({ cmd: "rcp", serverTs: t, notificationType: 1, rcpMessage }));
  }
  // Senders who were away just now, and not some while before: between the two they would miss it.
  const away = receipts.filter(({ from }) => !gateway.hub.isOnline(from));
  await keepNotifications(
    gateway,
    away.map(({ messageId, from }) => ({
      clientId: from,
      at: t,
      body: {
        cmd: "rcp",
        cid: conversationId,
        id: messageId,
        t,
        from: by,
        ...read,
        serverTs: t,
        notificationType: 1,
      },
    })),
  );
}

/** Keeps what clients must hear also when they are away. */
async function keepNotifications(gateway: Gateway, rows: NotificationRow[]): Promise<void> {
  if (rows.length === 0) return;
  await gateway.context.store.addNotifications(rows).catch((error: unknown) => {
    gateway.log.error({ err: error }, "notifications were not kept");
  });
}
