import type { Fault, Field } from "../../form/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { PageCall } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { storeUpload, type UploadRules } from "../../material/index.ts";
import { photoRules } from "./file-rules.ts";
import type { SheetDesk } from "./question-view.tsx";

/** Files that came with a page of questions. */
export interface StoredForQuestions {
  /** All text fields of the form. */
  readonly form: PageCall["form"];
  readonly added: Readonly<Record<string, readonly Id[]>>;
  /** What was wrong with files, at their questions. */
  readonly refused: readonly Fault[];
}

/** Stores the files of a page; one that is refused does not keep the others out. @param rulesOf what a field takes; pictures when absent. */
export async function storeForQuestions(
  desk: { readonly opened: Pick<SheetDesk["opened"], "hall"> },
  call: Pick<PageCall, "house" | "actor" | "upload" | "form">,
  fields: readonly Field[],
  rulesOf: (field: Field) => UploadRules = () => photoRules,
): Promise<StoredForQuestions> {
  const { upload } = call;
  if (!upload) return { form: call.form, added: {}, refused: [] };
  const added: Record<string, Id[]> = {};
  const refused: Fault[] = [];
  for await (const file of upload.files) {
    const field = fields.find(({ key, kind }) => kind === "file" && key === file.field);
    if (!field) continue;
    try {
      const stored = await storeUpload(call.house, {
        hall: desk.opened.hall,
        by: call.actor,
        upload: file,
        rules: rulesOf(field),
      });
      added[field.key] = [...(added[field.key] ?? []), stored.id];
    } catch (error) {
      if (!(error instanceof HallError) || error.kind !== "invalid") throw error;
      const about = { name: field.key, field: field.key, page: "", label: field.label };
      refused.push({ ...about, message: error.message, typed: file.name });
    }
  }
  const { _csrf: _, ...form } = upload.form;
  return { form, added, refused };
}
