import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { HallError } from "../errors/index.ts";

/**
 * The hall's own secret: 32 random bytes that sign short-lived cookies.
 *
 * Taken from `SECRET_KEY` (64 hex digits; several machines must share one), else from `secret.key` in the data folder,
 * which is made on first use and readable by its owner only.
 *
 * @throws HallError `kernel/bad-secret` (invalid) when the value is not 64 hex digits.
 */
export function loadSecret(dataDir: string, env: Record<string, string | undefined> = process.env): Buffer {
  const given = env.SECRET_KEY?.trim();
  if (given) return parseSecret(given, "SECRET_KEY");
  const file = path.join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // "wx" fails when the file is there: two processes starting at once agree on the first one's secret.
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!isExisting(error)) throw error;
  }
  return parseSecret(readFileSync(file, "utf8").trim(), file);
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function parseSecret(text: string, where: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  throw new HallError(
    "invalid",
    "kernel/bad-secret",
    `${where} 应是 64 个十六进制字符，可用 openssl rand -hex 32 生成`,
  );
}
