import { fieldsOf } from "../../../form/index.ts";
import {
  fieldWords,
  type PersonalData,
  type PersonalField,
  readPersonalData,
  recordMaterialRead,
} from "../../../identity/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import type { Officer } from "../officer.ts";
import type { DeskCase } from "./load.ts";

/** What personal data may be looked at for, in the words that the person will read. */
export const purposes = {
  check: "核对申请内容",
  contact: "联系申请人",
  verify: "核验身份",
} as const;

export type Purpose = keyof typeof purposes;

export function isPurpose(text: string | undefined): text is Purpose {
  return text !== undefined && Object.hasOwn(purposes, text);
}

const fields: readonly PersonalField[] = ["name", "idNumber", "phone", "address"];

/** Opens what the register keeps of the applicant, and leaves the entry that he can see. */
export async function openPersonal(
  house: House,
  officer: Officer,
  { view, context }: Pick<DeskCase, "view" | "context">,
  purpose: Purpose,
): Promise<{ term: string; value: string }[]> {
  const { hall, application, state, number } = view;
  const opened = await inTransaction(house.db, (tx) =>
    readPersonalData(house, tx, officer, {
      person: state.person,
      fields,
      purpose: `${purposes[purpose]}（办件 ${number}）`,
      hall,
      application,
    }),
  );
  return fields.flatMap((field) => {
    const value = said(opened, field, context.divisionName);
    return value === undefined ? [] : [{ term: fieldWords[field], value }];
  });
}

/** Writes down which material was opened, for the applicant to see (谁看过我的信息). @param file absent: the answers, to be put right at the counter. */
export async function leaveTrace(
  house: House,
  officer: Officer,
  desk: DeskCase,
  file: string | undefined,
): Promise<void> {
  const { view, checked, form, answers } = desk;
  const { hall, application, state, number } = view;
  const material = checked.materials.find(({ given }) => given?.files.some((id) => id === file))?.material.materialName;
  const question = fieldsOf(form).find(
    ({ key, kind }) => kind === "file" && JSON.stringify(answers[key] ?? "").includes(file ?? "-"),
  );
  const purpose = `代为补正（办件 ${number}）`;
  const what = (material ?? question?.label ?? "文件").slice(0, 100);
  await inTransaction(house.db, (tx) =>
    recordMaterialRead(house, tx, officer, {
      person: state.person,
      purpose: file === undefined ? purpose : `审查“${what}”（办件 ${number}）`,
      // Who took it in for another hall has his seat elsewhere.
      hall: officer.seats.some((seat) => seat.hall === hall) ? hall : undefined,
      application,
    }),
  );
}

function said(
  data: Partial<PersonalData>,
  field: PersonalField,
  divisionName: ((code: string) => string | undefined) | undefined,
): string | undefined {
  if (field !== "address") return data[field];
  const { address } = data;
  return address && `${divisionName?.(address.division) ?? ""}${address.detail}`;
}
