const { fileURLToPath } = require("node:url");
const { workerData } = require("node:worker_threads");
const { register } = require("tsx/cjs/api");

// A thread does not inherit the TypeScript loader of its process (privatenumber/tsx#354).
register();
require(fileURLToPath(workerData.module));
