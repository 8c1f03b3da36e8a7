import { readFileSync } from "node:fs";
import path from "node:path";
import { findRoot } from "../../kernel/config/index.ts";
import { type Flow, flowOfGuide, type GuideProcess } from "../../process/index.ts";
import type { ItemDocument, Material, Situation } from "../document.ts";
import { parseDocument } from "../parse-document.ts";
import { defined } from "./list-row.ts";

/** A service guide (办事指南) of `seed/guides.json`; its README says what the members mean. */
export interface Guide extends GuideProcess {
  baseCode: string;
  alias: string[];
  typeCode: string;
  level: string;
  dept: string;
  audience: string[];
  themes: { person: string[]; legal: string[] };
  caseType: string;
  legal: { value: number; unit: "wd" | "cd"; note?: string };
  promise: { value: number; unit: "wd" | "cd"; note?: string };
  depth: number;
  visits: number;
  visitReason?: string;
  channels: string[];
  area: string;
  conditions: string[];
  materials: {
    name: string;
    kind: string;
    need: string;
    source: string;
    medium: string;
    original: number;
    copies: number;
    licence?: string;
    issuer?: string;
    when?: string;
    note?: string;
  }[];
  intermediary?: string[];
  fees: { name: string; amount: number; unit: string; basis?: string; note?: string }[];
  results: { name: string; kind: string; licence?: string; validity?: string }[];
  deliver: string[];
  basis: { title: string; no: string; clause: string; what?: string }[];
  faqs: { q: string; a: string }[];
  form: unknown[];
}

/** Who carries a guide out at a place. */
export interface GuideBody {
  readonly deptName: string;
  /** Uscc, when known: then the item gets the national codes, else a free one of its place. */
  readonly deptCode?: string | undefined;
  readonly division: string;
  /** Code table use_level. */
  readonly useLevel: string;
  /** What the departments of joint handling are called at the place, by what the guide calls them; others keep the guide's word. */
  readonly partners?: ReadonlyMap<string, string> | undefined;
}

/** The guides that come with the program. */
export function shippedGuides(): Guide[] {
  const file: { guides: Guide[] } = JSON.parse(readFileSync(path.join(findRoot(), "seed/guides.json"), "utf8"));
  return file.guides;
}

/**
 * Compiles a guide into an item document. What materials say in words (“委托他人办理”) becomes a question of its own and the
 * condition over it. Telephones and places stay open: they are the body's.
 *
 * @param body absent: the item of the base catalogue.
 */
export function documentOfGuide(guide: Guide, body?: GuideBody): ItemDocument {
  const situations = situationsOf(guide);
  const isFee = guide.fees.some(({ amount }) => amount > 0);
  const online = guide.channels.some((one) => one === "2" || one === "3");
  return parseDocument(
    defined({
      taskName: guide.name,
      alias: guide.alias,
      ...codesOfGuide(guide, body),
      taskType: guide.typeCode,
      byLaw: guide.basis.map(({ title, no, clause, what }) => defined({ title, no, clause, text: what })),
      useLevel: body?.useLevel ?? guide.level,
      deptName: body?.deptName ?? guide.dept,
      legalDays: guide.legal.value,
      legalUnit: guide.legal.unit,
      legalNote: guide.legal.note,
      promiseDays: guide.promise.value,
      promiseUnit: guide.promise.unit,
      promiseNote: guide.promise.note,
      acceptCondition: guide.conditions.join("\n"),
      specialProcedure: guide.special,
      projectType: guide.caseType,
      reviewType: guide.caseType === "1" ? "1" : "2",
      serverType: guide.audience,
      handleType: guide.channels,
      limitSceneNum: guide.visits,
      limitSceneExplain: guide.visitReason,
      isOnline: online,
      onlineHandleDepth: `${guide.depth}`,
      isHandle: guide.area !== "",
      handleArea: guide.area === "" ? undefined : guide.area,
      isFee,
      feeBasis: isFee ? guide.fees.find(({ basis }) => basis !== undefined)?.basis : undefined,
      fees: guide.fees.map(({ name, amount, unit, basis, note }) =>
        defined({
          feeName: name,
          feeStand: `${amount}${unit}`,
          byLaw: basis,
          amountFen: Math.round(amount * 100),
          unit,
          descExplain: note,
        }),
      ),
      isPayOnline: isFee,
      isExpress: guide.deliver.includes("2"),
      isMailResult: guide.deliver.includes("2"),
      results: guide.results.map(({ name, kind, licence, validity }) =>
        defined({ resultName: name, resultType: kind, licenceTypeCode: licence, validity }),
      ),
      deliverWay: guide.deliver,
      intermediary: guide.intermediary,
      userTopicType: guide.audience.includes("1") ? guide.themes.person : [],
      // One guide has a theme of legal persons although it serves none: themes follow the audience (R09).
      corpTopicType: guide.audience.some((one) => one !== "1") ? guide.themes.legal : [],
      faqs: guide.faqs.map(({ q, a }) => ({ question: q, answer: a })),
      situations: situations.length === 0 ? undefined : situations,
      materials: guide.materials.map((one, at) => materialOf(one, at, situations)),
      form: guide.form,
      flow: withPartners(flowOfGuide(guide), body?.partners),
    }),
  );
}

/** The flow with the bodies that a place has: a guide says 消防救援机构, a place has 越秀区消防救援大队. */
function withPartners(flow: Flow, partners: GuideBody["partners"]): Flow {
  if (!partners) return flow;
  const nodes = flow.nodes.map((node) => {
    const body = node.kind === "task" && node.body !== undefined ? partners.get(node.body) : undefined;
    return body === undefined ? node : { ...node, body };
  });
  return { ...flow, nodes };
}

function codesOfGuide({ baseCode }: Guide, body: GuideBody | undefined): Partial<ItemDocument> {
  if (!body) return { catalogCode: baseCode };
  if (body.deptCode === undefined) return { catalogCode: baseCode, localTaskCode: `${body.division}-${baseCode}` };
  return { catalogCode: baseCode, taskCode: `${body.deptCode}${body.useLevel}${baseCode}`, deptCode: body.deptCode };
}

function situationsOf({ materials }: Guide): Situation[] {
  const words = [...new Set(materials.flatMap(({ when }) => when ?? []))];
  return words.map((text, at) => ({ key: `case${at + 1}`, question: `${text}？`, kind: "yesNo" }));
}

function materialOf(one: Guide["materials"][number], at: number, situations: readonly Situation[]): Material {
  const situation = situations.find(({ question }) => question === `${one.when}？`);
  return defined({
    key: `m${at + 1}`,
    materialName: one.name,
    materialKind: one.kind,
    isNeed: one.need,
    sourceType: one.source,
    materialFormat: one.medium,
    pageNum: one.original,
    pageNumCopy: one.copies,
    issuer: one.issuer,
    fillExplain: one.note,
    licenceTypeCode: one.licence,
    whenText: one.when,
    when: situation && { "==": [{ var: situation.key }, true] },
  }) as Material;
}
