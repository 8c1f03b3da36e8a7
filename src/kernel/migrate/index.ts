export { type Migration, readMigrations } from "./files.ts";
export { migrate } from "./migrate.ts";
export { migrateTables } from "./tables.ts";
