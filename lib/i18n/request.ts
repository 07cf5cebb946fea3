import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { compileMessages } from "./compile-messages";
import { loadMessages } from "./load-messages";
import { pickLocale, pickTimeZone, preferenceCookies } from "./locales";

/** next-intl's per-request configuration: language, messages and time zone come from cookies, never from the URL. */
export default getRequestConfig(async () => {
  const [jar, headerList] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(jar.get(preferenceCookies.locale)?.value, headerList.get("accept-language"));
  return {
    locale,
    messages: compileMessages(await loadMessages(locale)),
    timeZone: pickTimeZone(
      jar.get(preferenceCookies.chosenTimeZone)?.value,
      jar.get(preferenceCookies.timeZone)?.value,
    ),
    now: new Date(),
  };
});
