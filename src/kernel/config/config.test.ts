import assert from "node:assert/strict";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { HallError } from "../errors/index.ts";
import { loadSecret, readConfig } from "./index.ts";

const root = path.join(tmpdir(), "hall");

test("with nothing set, the hall listens on the loopback address and keeps its data beside the code", () => {
  const config = readConfig(root, false, {});
  assert.equal(config.host, "127.0.0.1");
  assert.equal(config.port, 8080);
  assert.equal(config.metricsPort, 8081);
  assert.equal(config.dataDir, path.join(root, "data"));
  assert.equal(config.databaseUrl, undefined);
  assert.deepEqual(config.blob, { kind: "fs", folder: path.join(root, "data", "files") });
  assert.equal(config.publicUrl, "http://localhost:8080");
  assert.equal(config.secureCookies, false);
});

test("all faults are told at once, and no value of an address is repeated", () => {
  const env = {
    PORT: "99999",
    WORKERS: "many",
    DATABASE_URL: "mysql://root:hunter2@db/hall",
    LOG_LEVEL: "loud",
    TRUST_PROXY: "perhaps",
    HALL: "44",
    S3_ENDPOINT: "https://s3.example.gov.cn",
  };
  assert.throws(
    () => readConfig(root, false, env),
    (error) => {
      assert.ok(error instanceof HallError);
      assert.equal(error.code, "kernel/bad-config");
      const fields = error.details.fields;
      assert.ok(fields && typeof fields === "object");
      assert.deepEqual(Object.keys(fields).sort(), [
        "DATABASE_URL",
        "HALL",
        "LOG_LEVEL",
        "PORT",
        "S3_ACCESS_KEY_ID",
        "S3_BUCKET",
        "S3_SECRET_ACCESS_KEY",
        "TRUST_PROXY",
        "WORKERS",
      ]);
      assert.ok(!JSON.stringify(fields).includes("hunter2"));
      return true;
    },
  );
});

test("text messages and mail are each set up whole or not at all", () => {
  const none = readConfig(root, false, {});
  assert.deepEqual([none.sms, none.mail], [undefined, undefined]);
  const key = "k".repeat(32);
  const both = readConfig(root, false, {
    SMS_URL: "https://sms.example.gov.cn/v1/",
    SMS_KEY: key,
    SMTP_URL: "smtp://mail.example.gov.cn:587",
    MAIL_FROM: "hall@example.gov.cn",
  });
  assert.deepEqual(both.sms, { url: "https://sms.example.gov.cn/v1", key });
  assert.deepEqual(both.mail, { url: "smtp://mail.example.gov.cn:587", from: "hall@example.gov.cn" });
  const half = { SMS_URL: "https://sms.example.gov.cn", SMS_KEY: "short", SMTP_URL: "smtp://mail.example.gov.cn" };
  assert.throws(
    () => readConfig(root, false, half),
    (error) => {
      assert.ok(error instanceof HallError);
      assert.deepEqual(Object.keys(error.details.fields ?? {}).sort(), ["MAIL_FROM", "SMS_KEY"]);
      return true;
    },
  );
});

test("the virus scanner is a port or a socket; anything else is a fault", () => {
  const scanner = (CLAMD: string) => readConfig(root, false, { CLAMD }).scanner;
  assert.equal(scanner(""), undefined);
  assert.deepEqual(scanner("clamd.example.gov.cn:3310"), { host: "clamd.example.gov.cn", port: 3310 });
  assert.deepEqual(scanner("[::1]:3310"), { host: "::1", port: 3310 });
  assert.deepEqual(scanner("/run/clamav/clamd.ctl"), { path: "/run/clamav/clamd.ctl" });
  for (const wrong of ["clamd", "clamd:0", "http://clamd:3310", "clamd:99999"]) {
    assert.throws(() => scanner(wrong), { code: "kernel/bad-config" }, wrong);
  }
});

test("the real-name service is set up whole or not at all", () => {
  assert.equal(readConfig(root, false, {}).realName, undefined);
  const key = "k".repeat(32);
  const url = "https://names.example.gov.cn/";
  const config = readConfig(root, false, { REAL_NAME_URL: url, REAL_NAME_KEY: key });
  assert.deepEqual(config.realName, { url: "https://names.example.gov.cn", key });
  assert.throws(() => readConfig(root, false, { REAL_NAME_URL: url }), { code: "kernel/bad-config" });
  assert.throws(() => readConfig(root, false, { REAL_NAME_URL: url, REAL_NAME_KEY: "short" }), {
    code: "kernel/bad-config",
  });
});

test("a second factor is asked of administrators, in a demo of nobody, and otherwise of whom the hall says", () => {
  const of = (demo: boolean, told = "") =>
    readConfig(root, demo, { WANGTING_STAFF_SECOND_FACTOR: told }).staffSecondFactor;
  assert.deepEqual([of(false), of(true)], ["administrators", "optional"]);
  assert.deepEqual([of(false, "optional"), of(true, "required")], ["optional", "required"]);
  assert.throws(() => of(false, "nobody"), { code: "kernel/bad-config" });
});

test("an address of several database hosts is taken as it is", () => {
  const url = "postgres://hall:secret@db1:5432,db2:5432/hall";
  assert.equal(readConfig(root, false, { DATABASE_URL: url }).databaseUrl, url);
});

test("https in front turns on secure cookies", () => {
  const config = readConfig(root, false, { PUBLIC_URL: "https://hall.example.gov.cn/" });
  assert.equal(config.publicUrl, "https://hall.example.gov.cn");
  assert.equal(config.secureCookies, true);
});

test("whatever stands in the environment, the answer is a configuration or one list of faults", () => {
  const names = fc.constantFrom("PORT", "METRICS_PORT", "WORKERS", "HALL", "PUBLIC_URL", "DATABASE_URL", "S3_ENDPOINT");
  fc.assert(
    fc.property(fc.dictionary(names, fc.string()), (env) => {
      try {
        const config = readConfig(root, false, env);
        assert.ok(config.port >= 1 && config.port <= 65535);
        assert.match(config.hall, /^\d{6}$/);
      } catch (error) {
        assert.ok(error instanceof HallError && error.code === "kernel/bad-config");
      }
    }),
  );
});

test("the secret is made once, for its owner only, and stays the same", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "secret-"));
  const first = loadSecret(folder, {});
  assert.equal(first.length, 32);
  assert.deepEqual(loadSecret(folder, {}), first);
  assert.equal(statSync(path.join(folder, "secret.key")).mode & 0o777, 0o600);
});

test("a secret that is not 64 hex digits is refused", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "secret-"));
  assert.throws(() => loadSecret(folder, { SECRET_KEY: "password" }), { code: "kernel/bad-secret" });
  writeFileSync(path.join(folder, "secret.key"), "short");
  assert.throws(() => loadSecret(folder, {}), { code: "kernel/bad-secret" });
});
