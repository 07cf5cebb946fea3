/** The cookie that keeps which app was open last, for pages outside of any. */
export const lastAppCookie = "parley_app";
