import {
  findPerson,
  legalPersonByUscc,
  registerAtCounter,
  registerLegalPersonAtCounter,
} from "../../../identity/index.ts";
import type { HallCode } from "../../../kernel/codes/index.ts";
import { isUscc } from "../../../kernel/codes/index.ts";
import type { Tx } from "../../../kernel/db/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { parseId } from "../../../kernel/ids/index.ts";
import type { Officer } from "../officer.ts";
import type { Visitor } from "./visitor.ts";

/** What was typed of the company for which somebody came; without a credit code he came for himself. */
export interface ToldCompany {
  readonly uscc?: string | undefined;
  readonly company?: string | undefined;
  readonly role?: "representative" | "agent" | undefined;
  readonly legalName?: string | undefined;
  readonly legalId?: string | undefined;
  readonly authority?: "seen" | undefined;
}

/** What is still to be typed; nothing when he came for himself. A company that is known needs no name and no representative. */
export async function companyGaps(house: House, told: ToldCompany): Promise<Record<string, string>> {
  const { company = "", role, legalName = "", legalId = "", authority } = told;
  const uscc = codeOf(told);
  if (uscc === "") return company.trim() === "" ? {} : { uscc: "照营业执照填写" };
  if (!isUscc(uscc)) return { uscc: "信用代码不对，请照营业执照核对" };
  const known = await legalPersonByUscc(house, house.db, uscc);
  const isAgent = role === "agent";
  return {
    ...(known === undefined && company.trim() === "" && { company: "照营业执照填写" }),
    ...(role === undefined && { role: "请选择一项" }),
    ...(isAgent && authority === undefined && { authority: "当面看过授权委托书才能代办" }),
    ...(isAgent && known === undefined && legalName.trim() === "" && { legalName: "照营业执照填写" }),
    ...(isAgent && known === undefined && legalId.trim() === "" && { legalId: "照法定代表人证件的复印件填写" }),
  };
}

/**
 * Finds or registers the company (法人). Its representative who stands there himself becomes it; an agent changes nothing of a company
 * that is known.
 *
 * @throws HallError as `registerAtCounter` and `registerLegalPersonAtCounter` of identity.
 */
export async function arriveForCompany(
  house: House,
  tx: Tx,
  officer: Officer,
  told: ToldCompany & { readonly hall: HallCode; readonly person: string },
): Promise<Pick<Visitor, "company" | "role">> {
  const { hall, person, company: name = "", role = "agent", legalName = "", legalId = "" } = told;
  const uscc = codeOf(told);
  if (uscc === "") return {};
  const known = await legalPersonByUscc(house, tx, uscc);
  if (known !== undefined && role === "agent") return { company: parseId(known), role };
  const representative =
    role === "representative"
      ? person
      : (await registerAtCounter(house, tx, officer, { hall, name: legalName, idNumber: legalId, absent: true }))
          .person;
  const shown = name.trim() === "" && known !== undefined ? await nameOf(house, known) : name;
  const { legalPerson } = await registerLegalPersonAtCounter(house, tx, officer, {
    hall,
    uscc,
    name: shown,
    representative,
  });
  return { company: parseId(legalPerson), role };
}

async function nameOf(house: House, company: string): Promise<string> {
  return (await findPerson(house.db, company))?.name ?? "";
}

function codeOf({ uscc = "" }: ToldCompany): string {
  return uscc.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}
