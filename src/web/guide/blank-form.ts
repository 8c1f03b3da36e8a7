import type { ItemDocument } from "../../catalogue/index.ts";
import { type Form, formOfGuide, type GuideField, parseForm } from "../../form/index.ts";

/** The questions of a version as a form; undefined when it has none. It is the form that the online application asks. */
export function formOf({ form, taskName }: ItemDocument): Form | undefined {
  if (form === undefined) return undefined;
  if (!Array.isArray(form)) return parseForm(form);
  return formOfGuide({ slug: "guide", name: taskName.slice(0, 80), form: form as GuideField[], materials: [] }).form;
}

/** What stands in the empty cell of a question: the choices to tick, the parts to fill, else nothing. */
export function blankOf(field: Form["pages"][number]["fields"][number]): readonly string[] {
  switch (field.kind) {
    case "yesNo":
      return ["□\u00a0是　□\u00a0否"];
    case "choice":
    case "choices":
      return [field.options.map(({ label }) => `□\u00a0${label}`).join("　")];
    case "date":
      return ["　　　　年　　　月　　　日"];
    case "month":
      return ["　　　　年　　　月"];
    case "dateRange":
      return ["　　　　年　　　月　　　日 至 　　　　年　　　月　　　日"];
    case "address":
      return ["　　　　省　　　　市　　　　县区　　　　镇街", ""];
    case "person":
      return [
        ["姓名", field.idNumber && "身份证件号码", field.phone && "电话"].filter(Boolean).join("　　　　　　　　"),
      ];
    case "longText":
      return ["", "", ""];
    case "money":
      return [field.unit === "wan" ? "　　　　　　　　万元" : "　　　　　　　　元"];
    case "integer":
    case "number":
      return [`　　　　　　　　${field.unit ?? ""}`];
    case "declaration":
      return [field.statement, "□\u00a0我已阅读并同意"];
    case "file":
      return ["另附"];
    default:
      return [""];
  }
}
