import { fieldWords, type PersonalData, type PersonalField, readPersonalData } from "../../../identity/index.ts";
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

function said(
  data: Partial<PersonalData>,
  field: PersonalField,
  divisionName: ((code: string) => string | undefined) | undefined,
): string | undefined {
  if (field !== "address") return data[field];
  const { address } = data;
  return address && `${divisionName?.(address.division) ?? ""}${address.detail}`;
}
