import { TOTP } from "otpauth";

const period = 30_000;

/** An authenticator app: codes of a secret, `steps` of 30 seconds from now, no two of one step. */
export function createAuthenticator(secret: string) {
  const totp = new TOTP({ secret });
  const code = (steps = 0) => totp.generate({ timestamp: Date.now() + steps * period });
  return {
    code,
    /** Six digits that fit none of the steps around now. */
    wrongCode: () => {
      const near = new Set([-2, -1, 0, 1, 2].map(code));
      return ["000000", "111111", "222222", "333333", "444444", "555555"].find((one) => !near.has(one)) ?? "";
    },
  };
}
