/** Actions offered as a filter; the audit may hold others too. */
export const auditActions = [
  "conversation.read",
  "conversation.create",
  "conversation.edit",
  "conversation.delete",
  "message.send",
  "message.edit",
  "message.recall",
  "message.delete",
  "broadcast.send",
  "client.kick",
  "session.sign-in",
  "session.sign-out",
  "operator.create",
  "app.create",
] as const;
