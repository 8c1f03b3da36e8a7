import { HallError } from "../../kernel/errors/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";

/** The draft of an address. @throws HallError `application/no-draft` (not-found) for what cannot be one. */
export function parseDraftId(text: string): Id {
  return isId(text) ? text : noDraft();
}

/** Not there, or not one's own: nobody is told which. @throws HallError `application/no-draft` (not-found). */
export function noDraft(): never {
  throw new HallError("not-found", "application/no-draft", "没有找到这份草稿：可能已经删除，或者不是您的");
}

/** @throws HallError `application/no-page` (not-found). */
export function noPage(): never {
  throw new HallError("not-found", "application/no-page", "这份申请现在没有这一页");
}

/** @throws HallError `application/no-file` (not-found). */
export function noDraftFile(): never {
  throw new HallError("not-found", "application/no-file", "这份草稿里没有这个文件");
}

/** @throws HallError `application/draft-submitted` (conflict). */
export function draftSubmitted(number: string | null): never {
  throw new HallError("conflict", "application/draft-submitted", "这份申请已经提交，不能再改草稿", { number });
}
