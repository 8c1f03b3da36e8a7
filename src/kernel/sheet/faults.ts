import { HallError } from "../errors/index.ts";

const megabyte = 1024 * 1024;

/** The file is larger than is read at all. */
export function tooLarge(limit: number): HallError {
  return new HallError("invalid", "sheet/too-large", `文件超过 ${Math.floor(limit / megabyte)} MB，请分成几份`, {
    limit,
  });
}

/** Unpacked it would be larger than any list. */
export function bomb(): HallError {
  return new HallError("invalid", "sheet/bomb", "文件解开后大得不正常，没有读，请检查文件的来历");
}

/** Damaged, or no workbook at all. */
export function broken(what: string): HallError {
  return new HallError("invalid", "sheet/broken", "文件不完整或不是 .xlsx 表格，请重新另存为 .xlsx", { what });
}

/** A password, or the format of before 2007. */
export function locked(): HallError {
  return new HallError("invalid", "sheet/locked", "文件加了密码，或是旧的 .xls，请去掉密码另存为 .xlsx");
}

/** No row at the top that has the names of the columns. */
export function noHeader(): HallError {
  return new HallError("invalid", "sheet/no-header", "没有找到写列名的那一行，请照模板写列名");
}

/** Neither UTF-8 nor GB18030. */
export function badEncoding(): HallError {
  return new HallError("invalid", "sheet/bad-encoding", "认不出文字的编码，请另存为“CSV UTF-8”再传");
}

/** Which of them is meant, nobody here knows. */
export function severalLists(names: readonly string[]): HallError {
  return new HallError(
    "invalid",
    "sheet/several-lists",
    `有 ${names.length} 张工作表都像清单（${names.join("、")}），请只留一张`,
    {
      names,
    },
  );
}
