/** A fresh operation id (UUID v4). */
export function newOperationId(): string {
  // randomUUID exists only in secure contexts; a console opened by plain http on a LAN address has none.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const ids = new WeakMap<object, string>();

/** One id per variables object of a mutation, so that its automatic retries are the same operation. */
export function operationIdFor(variables: object): string {
  const known = ids.get(variables);
  if (known) return known;
  const id = newOperationId();
  ids.set(variables, id);
  return id;
}
