"use client";

import { dynamic } from "@/components/ui/dynamic";
import type { Broadcast } from "@/lib/contracts/broadcasts";

const DeliveryDialog = dynamic(() =>
  import("@/components/messages/delivery-dialog").then((module) => module.DeliveryDialog),
);

/** Whom a broadcast was given at once, and what is known of any client that one asks about. */
export function BroadcastReach({
  appId,
  broadcast,
  onClose,
}: {
  appId: string;
  broadcast: Broadcast;
  onClose: () => void;
}) {
  const message = { ...broadcast, toClientId: null, deliveredAt: null };
  return <DeliveryDialog appId={appId} message={message} onClose={onClose} />;
}
