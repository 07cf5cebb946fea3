import { isApiError } from "@/lib/queries/api-error";
import { apiGet } from "@/lib/queries/http";

const pauseMs = 2_000;

type Connection = { isAnswering: () => Promise<boolean>; pause: () => Promise<void> };

/**
 * Fetches a part's code. While the console does not answer it asks again: what is opened without a connection comes
 * with it, instead of taking the page and what was typed along. A part that is missing although the console answers
 * fails, as it belongs to an older build.
 */
export async function loadPart<Part>(
  load: () => Promise<Part>,
  { isAnswering, pause }: Connection = { isAnswering: askConsole, pause: pauseOrOnline },
): Promise<Part> {
  let answers = 0;
  for (;;) {
    try {
      return await load();
    } catch (error) {
      answers = (await isAnswering()) ? answers + 1 : 0;
      if (answers > 1) throw error;
      if (answers === 0) await pause();
    }
  }
}

/** The shell hears of the outcome and says so. */
function askConsole(): Promise<boolean> {
  return apiGet("/api/session").then(
    () => true,
    (error: unknown) => !isApiError(error, "offline"),
  );
}

function pauseOrOnline(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, pauseMs);
    window.addEventListener("online", go);
  });
}
