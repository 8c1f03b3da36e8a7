import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { moduleNames } from "../../house-order.ts";
import { closeDb, type Db, openDb } from "../db/index.ts";
import { migrate, readMigrations } from "../migrate/index.ts";
import { quiet } from "./cluster.ts";
import { asAdmin, databaseUrl } from "./database.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * Finds or makes the database all test databases are copied from: all migrations of all modules, nothing else. Its
 * name holds a digest of the files, so a new or edited migration makes a new template.
 *
 * Several test processes may ask at once: one makes it, the others wait (an advisory lock of the test server).
 *
 * @param adminUrl a superuser's database on the test server.
 * @returns the template's name.
 */
export async function prepareTemplate(adminUrl: string): Promise<string> {
  const modules = moduleNames.filter((name) => existsSync(path.join(root, "src", name, "migrations")));
  const digest = createHash("sha256");
  for (const file of readMigrations(root, modules)) digest.update(`${file.module}/${file.file} ${file.sha256}\n`);
  const name = `wangting_template_${digest.digest("hex").slice(0, 12)}`;

  await makeOnce(adminUrl, name, "", (url) => migrate(url, { root, modules, log: quiet }));
  return name;
}

/** Rows that many test files begin with, e.g. all places and departments. */
export interface Ground {
  /** Letters only; names the template. */
  readonly name: string;
  /** Writes the rows into a migrated database. */
  fill(db: Db): Promise<unknown>;
}

/** The same with a ground's rows in it: filled once a run, copied by every file that asks. @param template the bare one. */
export async function prepareGround(adminUrl: string, template: string, { name, fill }: Ground): Promise<string> {
  const filled = `${template}_${name}`;
  await makeOnce(adminUrl, filled, `template ${template}`, (url) => fillDatabase(url, fill));
  return filled;
}

async function fillDatabase(url: string, fill: Ground["fill"]): Promise<void> {
  const db = await openDb({ url, readers: 2, writers: 2, log: quiet, record: process.env.WANGTING_RECORD_SQL });
  try {
    await fill(db);
  } finally {
    await closeDb(db);
  }
}

async function makeOnce(
  adminUrl: string,
  name: string,
  clause: string,
  make: (url: string) => Promise<unknown>,
): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    if (await isComplete(admin, name)) return;
    await admin.query("select pg_advisory_lock(hashtext($1))", [name]);
    if (await isComplete(admin, name)) return;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} ${clause}`);
    await make(databaseUrl(adminUrl, name));
    await admin.query(`alter database ${name} with is_template true allow_connections false`);
  });
}

/** Only a complete template is marked as one. */
async function isComplete(admin: pg.Client, name: string): Promise<boolean> {
  const found = await admin.query("select from pg_database where datname = $1 and datistemplate", [name]);
  return found.rowCount === 1;
}
