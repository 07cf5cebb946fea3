/** All that a page uses of Next's constants (next.config.mjs): the others are the server's. */
export const NEXT_NAV_DEPLOYMENT_ID_HEADER = "x-nextjs-deployment-id";
