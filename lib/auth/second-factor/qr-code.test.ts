import { encode } from "uqr";
import { expect, test } from "vitest";
import { drawQrCode } from "./qr-code";

test("the path fills exactly the dark squares", () => {
  const text = "otpauth://totp/Parley:ada%40example.com?secret=NB2W45DFOIZA&issuer=Parley";
  const { size, path } = drawQrCode(text);
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  expect(drawn).toEqual(encode(text, { ecc: "M", border: 4 }).data);
  expect(drawn.slice(0, 4).flat()).not.toContain(true);
  expect(path).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
});
