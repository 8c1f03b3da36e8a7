import { HallError } from "../kernel/errors/index.ts";

/** A name of a place or hall as people write it. @throws HallError `region/bad-name` (invalid): empty, or more than 60 characters. */
export function parseName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > 60) {
    throw new HallError("invalid", "region/bad-name", "名称不能为空，也不能超过60字", {
      fields: { name: "名称不能为空，也不能超过60字" },
    });
  }
  return name;
}
