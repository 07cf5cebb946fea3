/** Why the server cannot start: one line for a person, saying what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
