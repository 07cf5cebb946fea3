import { randomBytes } from "node:crypto";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { createImClient, type ImClient } from "@/lib/cli/im-client";
import { type ConsoleApi, openApi } from "./support/console-api";
import { type RoleName, running, statePath } from "./support/running";

type Fixtures = {
  /** Who sits at the browser; `test.use({ role: "agent" })` changes it. */
  role: RoleName;
  /** The id of the embedded app in the console's addresses. */
  appPath: string;
  /** The console's API as the same role. */
  api: ConsoleApi;
  /** Opens a page as another role. */
  pageAs: (role: RoleName) => Promise<Page>;
  /** A word that no other test uses. */
  unique: string;
};
type WorkerFixtures = {
  /** The IM server with its master key: makes the data that a journey needs. */
  im: ImClient;
  appId: string;
};

/** Journeys sign in by kept sign-ins, make their own data, and look only at that. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  role: ["admin", { option: true }],
  im: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
    async ({}, use) => {
      const { imUrl, appId, masterKey } = running();
      await use(createImClient(imUrl, { appId, masterKey }));
    },
    { scope: "worker" },
  ],
  appId: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
    async ({}, use) => {
      const admin = await openApi("admin");
      const session = await admin.ok<{ apps: { id: string; kind: string }[] }>("GET", "/api/session");
      await admin.dispose();
      await use(session.apps.find((app) => app.kind === "embedded")?.id ?? "");
    },
    { scope: "worker" },
  ],
  appPath: async ({ appId }, use) => use(`/apps/${appId}`),
  storageState: async ({ role }, use) => use(statePath(role)),
  page: async ({ page }, use) => use(withHydration(page)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  baseURL: async ({}, use) => use(running().url),
  api: async ({ role }, use) => {
    const api = await openApi(role);
    await use(api);
    await api.dispose();
  },
  pageAs: async ({ browser }, use) => {
    const opened: Page[] = [];
    await use(async (role) => {
      const page = await openAs(browser, role);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  unique: async ({}, use) => use(randomBytes(5).toString("hex")),
});

export { expect };

/** Lets every `goto` and `reload` wait until React answers on the page: keys and clicks before would be lost. */
export function withHydration(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...args) => {
    const response = await goto(...args);
    await page.waitForFunction(isHydrated);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await page.waitForFunction(isHydrated);
    return response;
  };
  return page;
}

/** Whether React has taken the whole page over, and has each control of it. */
function isHydrated(): boolean {
  const root = Object.entries(document).find(([key]) => key.startsWith("__reactContainer"))?.[1];
  if (root?.stateNode.current.memoizedState.isDehydrated !== false) return false;
  const controls = [...document.querySelectorAll("button, input, textarea, select")];
  return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps")));
}

async function openAs(browser: Browser, role: RoleName): Promise<Page> {
  const context = await browser.newContext({
    baseURL: running().url,
    storageState: statePath(role),
    locale: "en-GB",
  });
  return withHydration(await context.newPage());
}
