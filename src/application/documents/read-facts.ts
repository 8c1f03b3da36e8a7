import { sql } from "kysely";
import { findVersion, type ItemVersion } from "../../catalogue/index.ts";
import { findPerson, registerFactsOf } from "../../identity/index.ts";
import { dayOf, dueOn, parseDay } from "../../kernel/calendar/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { clockFactsOf } from "../clock-facts.ts";
import { type CaseClock, clocksOf } from "../clocks/index.ts";
import type { GivenMaterial } from "../content.ts";
import { correctionEnd } from "../correction-limit.ts";
import { formOf } from "../questions.ts";
import { readStanding, readWords, type Standing } from "../read-case.ts";
import { remediesOf } from "../remedies.ts";
import type { Words } from "../words.ts";
import { checkCodeOf, groupCode } from "./check-number.ts";
import type { CommonFacts, DocumentFacts, LimitLine, MaterialLine } from "./facts.ts";
import type { DocumentRow } from "./tables.ts";

/** What is known of the case when one of its documents is made. */
interface Scene {
  house: House;
  row: DocumentRow;
  standing: Standing;
  version: ItemVersion;
  words: Words;
  common: CommonFacts;
}

/** Gathers the facts of a document as they stood at its step. @returns undefined when its file is there already. */
export async function readDocumentFacts(
  house: House,
  hall: HallCode,
  document: Id,
): Promise<{ facts: DocumentFacts; person: Id } | undefined> {
  const row = await house.db
    .selectFrom("application.document")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "=", document)
    .executeTakeFirst();
  if (!row || row.made_at) return undefined;
  const standing = await readStanding(house.db, hall, row.application_id);
  const version = standing && (await findVersion(house, standing.state.item, standing.state.version));
  if (!standing || !version) throw new RangeError(`document ${document} stands on a case that is not there`);
  const words = (await readWords(house, hall, row.application_id)).get(row.seq) ?? {};
  const common = await commonFacts(house, row, standing, version);
  const facts = await factsOf({ house, row, standing, version, words, common });
  return { facts, person: standing.state.person };
}

async function factsOf(scene: Scene): Promise<DocumentFacts> {
  const { house, row, standing, version, words, common } = scene;
  const { state } = standing;
  const { document } = version;
  const answerBy = (receivedAt: string) => dueOn(dayOf(new Date(receivedAt)), { days: 5, unit: "wd" }, house.calendar);
  const acceptedOn = state.acceptance ? parseDay(state.acceptance.on) : dayOf(row.issued_at);
  const basis = (document.byLaw ?? []).map(
    ({ title, clause }) => `《${title.replaceAll(/[《》]/g, "")}》${clause ?? ""}`,
  );
  switch (row.kind) {
    case "receipt":
      return {
        ...common,
        kind: "receipt",
        corrected: row.seq > 1,
        receivedOn: dayOf(row.issued_at),
        channel: state.channel === "counter" && row.seq === 1 ? "在窗口" : "从网上",
        materials: await materialsAt(scene),
        answerBy: answerBy(row.issued_at.toISOString()),
      };
    case "correction": {
      const before = state.corrections.filter(({ seq }) => seq < row.seq).at(-1);
      const noticed = state.corrections.find(({ seq }) => seq === row.seq);
      return {
        ...common,
        kind: "correction",
        receivedOn: dayOf(new Date(before?.answeredAt ?? state.submittedAt)),
        asks: (words.asks ?? []).map(({ kind, key, reason }) => ({ what: labelOf(version, kind, key), reason })),
        correctBy: noticed && correctionEnd(noticed, house.calendar).by,
        note: words.note,
        override: words.override,
      };
    }
    case "acceptance": {
      const clocks = clocksOf(clockFactsOf(state), house.calendar, row.issued_at);
      return {
        ...common,
        kind: "acceptance",
        acceptedOn,
        deemed: state.acceptance?.deemed ?? false,
        materials: await materialsAt(scene),
        legal: limitLine(clocks.legal),
        promised: limitLine(clocks.promised),
      };
    }
    case "not-acceptance":
      return {
        ...common,
        kind: "not-acceptance",
        reason: reasonOf(words),
        remedies: remediesOf(version, words.remedies),
      };
    case "grant":
      return {
        ...common,
        kind: "grant",
        acceptedOn,
        basis,
        opinion: words.opinion,
        results: (document.results ?? []).map(({ resultName }) => resultName),
        deliverBy: dueOn(dayOf(row.issued_at), { days: 10, unit: "wd" }, house.calendar),
      };
    case "refusal":
      return {
        ...common,
        kind: "refusal",
        acceptedOn,
        basis,
        reason: reasonOf(words),
        remedies: remediesOf(version, words.remedies),
      };
    case "result":
      return {
        ...common,
        kind: "result",
        decidedOn: dayOf(state.decision ? new Date(state.decision.at) : row.issued_at),
        name: words.document?.name ?? document.results?.[0]?.resultName ?? document.taskName,
        documentNumber: words.document?.number,
        validity: words.document?.validity,
      };
  }
}

async function commonFacts(
  house: House,
  row: DocumentRow,
  { state, applicantLabel }: Standing,
  { document }: ItemVersion,
): Promise<CommonFacts> {
  const code = checkCodeOf(house.seal, row.hall, row.id);
  const page = new URL("/check", house.config.publicUrl).href;
  const person = await findPerson(house.db, state.person);
  return {
    issuer: row.issuer,
    number: row.title_number,
    at: row.issued_at,
    applicant: (await fullName(house, state)) ?? applicantLabel,
    legalPerson: person ? person.kind === "legal" : state.agent !== null,
    item: document.taskName,
    caseNumber: state.number,
    submittedOn: dayOf(new Date(state.submittedAt)),
    // Code table task_type: 01 行政许可.
    permit: document.taskType === "01",
    phone: document.linkWay?.phone,
    check: { number: row.number, code: groupCode(code), url: `${page}/${row.number}?code=${code}`, page },
  };
}

/** The paper is the applicant's own, so it carries his whole name, opened as for himself; undefined when no register has it. */
async function fullName(house: House, state: Standing["state"]): Promise<string | undefined> {
  const { person, agent } = state;
  const self = { kind: "citizen", id: "application.documents", assurance: 0, posts: [] } as const;
  try {
    const facts = await registerFactsOf(house, house.db, {
      ...self,
      person: agent ?? person,
      actingFor: agent && person,
    });
    const name = facts["applicant.name"]?.value;
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch (error) {
    if (error instanceof HallError && error.kind === "not-found") return undefined;
    throw error;
  }
}

async function materialsAt({ house, row, version }: Scene): Promise<MaterialLine[]> {
  const { rows } = await sql<GivenMaterial>`
    select distinct on (key) key, way, files from application.material_use
     where hall = ${row.hall} and application_id = ${row.application_id} and revision <= ${row.seq}
     order by key, revision desc`.execute(house.db);
  const given = new Map(rows.map((use) => [use.key, use]));
  const known = (version.document.materials ?? []).flatMap(({ key, materialName }) => {
    const use = given.get(key);
    return use ? [{ name: materialName, form: formOfUse(use) }] : [];
  });
  return [{ name: `${version.document.taskName}申请表`, form: "网上填写" }, ...known];
}

function formOfUse({ way, files }: GivenMaterial): string {
  if (way === "paper") return "纸质材料";
  return way === "licence" ? "电子证照" : `电子文件 ${files.length} 份`;
}

function labelOf(version: ItemVersion, kind: "field" | "material", key: string): string {
  if (kind === "material") {
    return version.document.materials?.find((material) => material.key === key)?.materialName ?? key;
  }
  const fields = formOf(version).pages.flatMap((page) => page.fields);
  return fields.find((field) => field.key === key)?.label ?? key;
}

function limitLine(clock: CaseClock | undefined): LimitLine | undefined {
  if (!clock?.dueOn) return undefined;
  const unit = { wd: "个工作日", cd: "个自然日", h: "小时", m: "个月" }[clock.limit.unit];
  return { words: `${clock.limit.amount} ${unit}`, due: { on: clock.dueOn, provisional: clock.provisional } };
}

function reasonOf(words: Words): string {
  return words.reason ?? words.opinion ?? "见办理过程记录";
}
