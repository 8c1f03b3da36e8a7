import { HallError } from "../kernel/errors/index.ts";

/** A name as the hall keeps it. */
export interface FileName {
  /** Without its ending. */
  readonly stem: string;
  /** Lower case, without the dot; empty when the name has none. */
  readonly extension: string;
}

const mostCharacters = 120;
/** Names Windows does not let anybody open a file under, whatever follows the dot. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Characters that are not seen or turn the reading order, so that `gpj.exe` reads as `exe.jpg`. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * Reads the name of a file as a browser gives it.
 *
 * @throws HallError invalid `material/bad-name`: empty, too long, a path, or with characters that are not seen.
 */
export function parseFileName(given: string): FileName {
  const name = given.normalize("NFC").trim();
  if (name === "" || /^\.+$/.test(name)) throw badName("文件没有名字，请改名后再传");
  if (!name.isWellFormed() || unseen.test(name)) throw badName("文件名里有看不见的字符，请改名后再传");
  if (/[/\\:*?"<>|]/.test(name)) throw badName("文件名里不能有斜杠、冒号这样的符号，请改名后再传");
  if (devices.test(name) || name.startsWith(".")) throw badName("这个文件名不能用，请改名后再传");
  if (Array.from(name).length > mostCharacters) throw badName(`文件名太长，请缩短到 ${mostCharacters} 字以内`);
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  // “一、营业执照.副本” has a dot and no ending.
  if (!/^[a-z0-9]{1,8}$/.test(extension)) return { stem: name.replace(/[. ]+$/, ""), extension: "" };
  return { stem: name.slice(0, dot), extension };
}

function badName(message: string): HallError {
  return new HallError("invalid", "material/bad-name", message);
}
