import { parseSettings, type Settings } from "@/lib/config/settings";
import { CliError } from "./cli-error";

/** Reads the environment; the first wrong variable is named in a `CliError`. */
export function loadSettings(env: Record<string, string | undefined>): Settings {
  const result = parseSettings(env);
  if (result.ok) return result.settings;
  throw new CliError("bad_variable", `${result.problems.join("; ")}. Correct or unset it and start again.`);
}
