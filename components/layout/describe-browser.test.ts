import { describe, expect, it } from "vitest";
import { describeBrowser } from "./describe-browser";

describe("describeBrowser", () => {
  it("names common browsers and systems", () => {
    expect(
      describeBrowser(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      ),
    ).toEqual({ browser: "Edge", system: "Windows", isPhone: false });
    expect(
      describeBrowser(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      ),
    ).toEqual({ browser: "Safari", system: "iOS", isPhone: true });
    expect(
      describeBrowser(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
      ),
    ).toEqual({ browser: "Chrome", system: "Linux", isPhone: false });
  });
  it("admits what it does not know", () => {
    expect(describeBrowser("curl/8.5")).toEqual({ browser: null, system: null, isPhone: false });
    expect(describeBrowser(null)).toEqual({ browser: null, system: null, isPhone: false });
  });
});
