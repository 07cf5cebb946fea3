import { ImError } from "../../services/errors";
import type { Gateway } from "../gateway";
import type { Session, WillMessage } from "../session";
import { requireSpeaker } from "./may-send";

/** Sends a will message to whoever is connected, kept nowhere: if its author may still speak there. */
export async function sendWill(gateway: Gateway, session: Session, will: WillMessage): Promise<void> {
  const { context } = gateway;
  const { conversationId, ...message } = will;
  const kind = await targetOf(gateway, session, conversationId);
  if (kind === null || kind === "service") return;
  context.events.emit({
    ...message,
    type: "message",
    actor: { clientId: session.clientId, sessionId: session.id },
    conversationId,
    kind,
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

/** What kind of conversation it is; null for who has been removed, silenced or blocked since. */
async function targetOf(gateway: Gateway, session: Session, conversationId: string) {
  try {
    const conversation = await gateway.conversations.get(conversationId);
    return (await requireSpeaker(gateway, session, conversationId, conversation)).kind;
  } catch (error) {
    if (!(error instanceof ImError)) gateway.log.error({ err: error }, "a will was not sent");
    return null;
  }
}
