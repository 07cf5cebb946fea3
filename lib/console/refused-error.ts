import "server-only";

/** Why a change of operators, invitations, passwords or apps was refused; `field` is what is wrong with the input. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(
    readonly code: "bad_request" | "not_found" | "conflict" | "locked_out",
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** The keys of an app cannot be opened: they were sealed under another PARLEY_SECRET. */
export class KeysUnreadableError extends Error {
  override readonly name = "KeysUnreadableError";
}
