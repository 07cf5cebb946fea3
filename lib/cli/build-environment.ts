/** Values that stand in for every secret while the console is built; a test looks for them in the result. */
export const buildCanaries = {
  PARLEY_SECRET: "canary-secret-must-never-reach-a-browser",
  PARLEY_IM_APP_KEY: "canary-app-key-must-never-reach-a-browser",
  PARLEY_IM_MASTER_KEY: "canary-master-key-must-never-reach-a-browser",
  PARLEY_ADMIN_PASSWORD: "canary-password-must-never-reach-a-browser",
  LEANCLOUD_SERVER_URL: "https://canary-server.example.com",
  LEANCLOUD_APP_ID: "canary-app-id-must-never-reach-a-browser",
  LEANCLOUD_APP_KEY: "canary-hosted-key-must-never-reach-a-browser",
  LEANCLOUD_MASTER_KEY: "canary-hosted-master-key-must-never-reach-a-browser",
  NEXTAUTH_SECRET: "canary-nextauth-must-never-reach-a-browser",
};

/**
 * The environment of a build: the same for everyone, whatever is set around it, so that a build
 * serves any configuration and holds none of it.
 */
export function buildEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const neutral = Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PARLEY|LEANCLOUD|NEXTAUTH|NEXT_PUBLIC)_/.test(name)),
  );
  return { ...neutral, ...buildCanaries, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}
