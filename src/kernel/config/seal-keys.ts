import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { HallError } from "../errors/index.ts";

/** The keys that personal data is sealed with; `seal` makes the key ring of them. */
export interface SealKeys {
  /** 32 bytes: what one looks people up by; it never changes, or nobody would be found again. */
  readonly digest: Buffer;
  /** Version (1–65535) → 32 bytes; the newest seals, all open. */
  readonly versions: ReadonlyMap<number, Buffer>;
}

/**
 * The hall's keys for personal data.
 *
 * Taken from `SEAL_KEYS` (several machines must share them), else from the file `keys` in the data folder, which is made at the
 * first start and readable by its owner only. Both hold `name hex` pairs, one a line in the file, parted by commas in the variable
 * (there `name:hex` as well): `digest` and one number a version.
 *
 * @throws HallError `kernel/bad-keys` (invalid): the text is not of that shape. No part of a key is repeated.
 */
export function loadSealKeys(dataDir: string, env: Record<string, string | undefined> = process.env): SealKeys {
  const given = env.SEAL_KEYS?.trim();
  if (given) return parseSealKeys(given, "SEAL_KEYS");
  const file = keysFile(dataDir);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const made = writeBeside(
      file,
      sealKeysText({ digest: randomBytes(32), versions: new Map([[1, randomBytes(32)]]) }),
    );
    try {
      // A link fails when the name is there: of two processes that start at once, both use the first one's keys.
      linkSync(made, file);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    } finally {
      rmSync(made, { force: true });
    }
  }
  return parseSealKeys(readFileSync(file, "utf8"), file);
}

/**
 * Adds a version to the file; from the next start on it seals, and the old ones only open.
 *
 * @returns the new version.
 * @throws HallError `kernel/keys-given` (conflict): the keys come from `SEAL_KEYS`, which is not ours to change.
 */
export function addSealKey(dataDir: string, env: Record<string, string | undefined> = process.env): number {
  if (env.SEAL_KEYS?.trim()) {
    const words = "密钥由 SEAL_KEYS 给出：请在每台机器的 SEAL_KEYS 里加上下一版（64 位十六进制），再重启";
    throw new HallError("conflict", "kernel/keys-given", words);
  }
  const keys = loadSealKeys(dataDir, {});
  const version = Math.max(...keys.versions.keys()) + 1;
  const more = { digest: keys.digest, versions: new Map([...keys.versions, [version, randomBytes(32)]]) };
  renameSync(writeBeside(keysFile(dataDir), sealKeysText(more)), keysFile(dataDir));
  return version;
}

/** Reads the text of the file or of the variable. @param where named in the refusal. */
export function parseSealKeys(text: string, where: string): SealKeys {
  const versions = new Map<number, Buffer>();
  let digest: Buffer | undefined;
  for (const line of text.split(/[\n,]/).map((each) => each.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name, hex] = /^(digest|[1-9]\d{0,4})[\s:]+([0-9a-f]{64})$/i.exec(line) ?? [];
    if (!name || !hex) throw badKeys(where);
    if (name === "digest") {
      if (digest) throw badKeys(where);
      digest = Buffer.from(hex, "hex");
      continue;
    }
    const version = Number(name);
    if (version > 65_535 || versions.has(version)) throw badKeys(where);
    versions.set(version, Buffer.from(hex, "hex"));
  }
  if (!digest || versions.size === 0) throw badKeys(where);
  return { digest, versions };
}

function sealKeysText({ digest, versions }: SealKeys): string {
  const lines = [...versions].map(([version, key]) => `${version} ${key.toString("hex")}`);
  return `# 个人信息的密钥。丢失后密文无法打开，请另存一份。\ndigest ${digest.toString("hex")}\n${lines.join("\n")}\n`;
}

function keysFile(dataDir: string): string {
  return path.join(dataDir, "keys");
}

/** Writes under a name of its own, so that nobody ever reads half a file. */
function writeBeside(file: string, text: string): string {
  const beside = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(beside, text, { mode: 0o600, flag: "wx" });
  return beside;
}

function badKeys(where: string): HallError {
  return new HallError(
    "invalid",
    "kernel/bad-keys",
    `${where} 应有一个 digest 和至少一个版本，每个是“名字 64 位十六进制”，版本是 1 到 65535 且不重复`,
  );
}
