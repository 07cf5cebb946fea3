import type { HookName } from "@/lib/protocol/app-settings";
import type { ImErrorCode } from "@/lib/protocol/error-codes";
import { ImError } from "../../services/errors";
import { callHook, type HookAnswer, HookError } from "../../services/hooks/call-hook";
import type { Gateway } from "../gateway";

/** The app has said no, with a code and a text of its own. */
export class AppRefusal extends ImError {
  readonly appCode: number | undefined;
  readonly appMsg: string | undefined;

  constructor(code: ImErrorCode, answer: HookAnswer) {
    const detail = typeof answer.detail === "string" ? answer.detail : undefined;
    super(code, detail);
    this.appCode = typeof answer.code === "number" ? answer.code : undefined;
    this.appMsg = detail;
  }
}

/**
 * Asks the app before something happens; null when it has nothing to say.
 * @throws AppRefusal `code` when it answers `reject` or `drop`; ImError `code` when it cannot be asked
 *   and nothing may happen then
 */
export async function askApp(
  gateway: Gateway,
  name: HookName,
  params: Record<string, unknown>,
  code: ImErrorCode,
): Promise<HookAnswer | null> {
  try {
    const answer = await callHook(gateway.context, name, params);
    if (answer && (answer.reject === true || answer.drop === true)) throw new AppRefusal(code, answer);
    return answer;
  } catch (error) {
    if (error instanceof HookError) throw new ImError(code, "The app's hook did not answer.");
    throw error;
  }
}
