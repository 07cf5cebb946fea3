import type { Gateway } from "../gateway";
import type { Session, WillMessage } from "../session";

/** Sends a will message: to whoever is connected, kept nowhere. */
export async function sendWill(gateway: Gateway, session: Session, will: WillMessage): Promise<void> {
  const { context } = gateway;
  const { conversationId, ...message } = will;
  const conversation = await gateway.conversations.get(conversationId).catch(() => null);
  if (conversation === null || conversation.kind === "service") return;
  context.events.emit({
    ...message,
    type: "message",
    actor: { clientId: session.clientId, sessionId: session.id },
    conversationId,
    kind: conversation.kind,
    from: session.clientId,
    timestamp: context.now(),
    transient: true,
    to: null,
    receipt: false,
    noSync: false,
    priority: null,
    pushData: null,
  });
}
