import { HallError } from "../../kernel/errors/index.ts";
import type { ZipRules } from "../../kernel/zip/index.ts";

/** The file cannot be what it says: cut off, or its inner order is wrong. @param what Chinese name of the type. */
export function damaged(what: string): HallError {
  return new HallError("invalid", "material/damaged", `这个 ${what} 文件不完整或已损坏，请打开检查后重新保存再传`);
}

/** The file is two things at once. */
export function polyglot(what: string, also: string): HallError {
  return new HallError("invalid", "material/polyglot", `这个 ${what} 里还藏着${also}，请另存为干净的文件再传`);
}

/** The file would do something when it is opened. */
export function active(message: string): HallError {
  return new HallError("invalid", "material/active-content", message);
}

/** The file unpacks into far more than it is. */
export function bomb(): HallError {
  return new HallError("invalid", "material/bomb", "文件展开后大得不正常，没有接收；请拆成几个文件再传");
}

/** The file opens only with a password. */
export function locked(): HallError {
  return new HallError("invalid", "material/locked", "文件设了密码，工作人员打不开；请取消密码后再传");
}

/** @param seen what it is, Chinese. */
export function notTaken(seen: string): HallError {
  return new HallError("invalid", "material/type-not-allowed", seen);
}

const megabyte = 1024 * 1024;

/** How much of an archive is taken, and how it is refused. @param what Chinese name of the type. */
export function archiveRules(what: string): ZipRules {
  return {
    mostUnpacked: 200 * megabyte,
    ratioFrom: megabyte,
    refuse(fault) {
      if (fault === "locked") return locked();
      if (fault === "foreign") return polyglot(what, "别的内容");
      return fault === "damaged" ? damaged(what) : bomb();
    },
  };
}
