export { quiet, startTestCluster, type TestCluster } from "./cluster.ts";
export { createTestDatabase, type TestDatabase, testServerUrl } from "./database.ts";
export { freePort } from "./free-port.ts";
export { openTestDb, type TestDb } from "./open-test-db.ts";
export { type Ground, prepareTemplate } from "./template.ts";
export { testKeys, testSeal } from "./test-keys.ts";
