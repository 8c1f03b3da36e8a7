import path from "node:path";
import { HallError } from "../errors/index.ts";
import { Faults } from "./faults.ts";
import { type MailConfig, readMail, readSms, type SmsConfig } from "./messages.ts";
import { type RealNameConfig, readRealName } from "./real-name.ts";
import { readScanner, type ScannerConfig } from "./scanner.ts";

/** Where uploaded files live: a folder of this machine, or an S3-compatible store. */
export type BlobConfig =
  | { kind: "fs"; folder: string }
  | {
      kind: "s3";
      endpoint: string;
      region: string;
      bucket: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

/** Everything the environment decides, read once at start-up and then passed on. */
export interface Config {
  /** The folder with `package.json`: migrations and shipped data are found from here. */
  root: string;
  /** The data folder: database, files, secret. Absolute. */
  dataDir: string;
  host: string;
  port: number;
  /** Prometheus figures are answered on this port of the loopback address only. */
  metricsPort: number;
  /** A PostgreSQL to use; `undefined` = the embedded one under the data folder. */
  databaseUrl: string | undefined;
  /** Another folder with `initdb` and `postgres` for the embedded one. */
  pgBin: string | undefined;
  /** How many processes answer requests; 1 = this process. */
  workers: number;
  /** The address people type, without a slash at its end; `https:` turns on secure cookies and HSTS. */
  publicUrl: string;
  secureCookies: boolean;
  blob: BlobConfig;
  /** Absent: no text messages are sent from this hall. */
  sms: SmsConfig | undefined;
  /** Absent: no mail is sent from this hall. */
  mail: MailConfig | undefined;
  /** Absent: uploaded files are kept unscanned, and say so (未查杀). */
  scanner: ScannerConfig | undefined;
  /** Absent: names and numbers are checked at counters only. */
  realName: RealNameConfig | undefined;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** Whether a reverse proxy in front tells the visitor's address (`X-Forwarded-*`). */
  trustProxy: boolean;
  /** The division code of this hall, 6 digits (GB/T 2260). */
  hall: string;
  /** A demo hall says so on every page and has people who do not exist. */
  demo: boolean;
  /** Whose seats count only with a second factor (第二道验证): every officer's, those of dangerous duties, nobody's. */
  staffSecondFactor: "required" | "administrators" | "optional";
}

const secondFactors = ["required", "administrators", "optional"] as const;
const levels = ["debug", "info", "warn", "error", "silent"] as const;

/**
 * Reads the environment into a `Config`.
 *
 * @param root absolute path of the project. @param demo whether the word was `demo`.
 * @param env the environment; this room is the only one that reads it.
 * @throws HallError `kernel/bad-config` (invalid) with all faults at once in `details.fields`, name → Chinese sentence.
 */
export function readConfig(root: string, demo = false, env: Record<string, string | undefined> = process.env): Config {
  const faults = new Faults(env);
  const port = faults.port("PORT", 8080);
  const metricsPort = faults.port("METRICS_PORT", port === 65535 ? 65534 : port + 1);
  const dataDir = path.resolve(root, faults.text("WANGTING_DATA", "data"));
  const publicUrl = faults.url("PUBLIC_URL", ["http:", "https:"], `http://localhost:${port}`);
  const config: Config = {
    root,
    dataDir,
    host: faults.text("HOST", "127.0.0.1"),
    port,
    metricsPort,
    databaseUrl: faults.optionalUrl("DATABASE_URL", ["postgres:", "postgresql:"]),
    pgBin: faults.text("PG_BIN", "") || undefined,
    workers: faults.integer("WORKERS", 1, 1, 64),
    publicUrl: publicUrl.replace(/\/+$/, ""),
    secureCookies: publicUrl.startsWith("https:"),
    blob: readBlob(faults, dataDir),
    sms: readSms(faults),
    mail: readMail(faults),
    scanner: readScanner(faults),
    realName: readRealName(faults),
    logLevel: faults.oneOf("LOG_LEVEL", levels, "info"),
    trustProxy: faults.yesNo("TRUST_PROXY", false),
    hall: faults.matching("HALL", /^\d{6}$/, "440000", "写 6 位行政区划代码，例如 440000"),
    demo,
    // Everybody may walk in and out of a demo: nobody is asked for a phone there.
    staffSecondFactor: faults.oneOf(
      "WANGTING_STAFF_SECOND_FACTOR",
      secondFactors,
      demo ? "optional" : "administrators",
    ),
  };
  if (port === metricsPort) faults.add("METRICS_PORT", "和 PORT 相同，请换一个端口");
  if (faults.found.size > 0) {
    throw new HallError("invalid", "kernel/bad-config", "环境变量有误，没有启动", {
      fields: Object.fromEntries(faults.found),
    });
  }
  return config;
}

function readBlob(faults: Faults, dataDir: string): BlobConfig {
  const endpoint = faults.optionalUrl("S3_ENDPOINT", ["http:", "https:"]);
  if (!endpoint) return { kind: "fs", folder: path.join(dataDir, "files") };
  return {
    kind: "s3",
    endpoint,
    region: faults.text("S3_REGION", "auto"),
    bucket: faults.required("S3_BUCKET", "写文件桶的名字"),
    accessKeyId: faults.required("S3_ACCESS_KEY_ID", "写对象存储的访问账号"),
    secretAccessKey: faults.required("S3_SECRET_ACCESS_KEY", "写对象存储的访问密钥"),
  };
}
