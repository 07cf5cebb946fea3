/** Something the person at the terminal can put right; shown as one line without a stack. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    readonly code:
      | "bad_variable"
      | "bad_argument"
      | "folder_not_writable"
      | "folder_in_use"
      | "folder_not_ours"
      | "bad_config_file"
      | "port_in_use"
      | "build_failed"
      | "child_failed"
      | "import_failed"
      | "check_failed",
    message: string,
  ) {
    super(message);
  }
}
