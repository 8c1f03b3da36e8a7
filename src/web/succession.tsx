import type { VNode } from "preact";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Division, type Hall, type Halls, type Resolution, resolveDivision } from "../region/index.ts";
import { Notice } from "../ui/index.ts";
import { dayWords } from "./day-words.ts";

/** A change as far as it is told to a visitor. */
interface Reason {
  readonly fromOn: string;
  readonly document: string;
  readonly note?: string | undefined;
}

/** Why a visitor stands here and not where the old link pointed. */
export interface Succession {
  /** 潮安县（445121）现在是潮安区. */
  readonly title: string;
  readonly reasons: readonly Reason[];
}

/** One notice: what became of the old place or department, since when and by which document. */
export function SuccessionNotice(props: { succession: Succession | undefined }): VNode | null {
  const { succession } = props;
  if (!succession) return null;
  return (
    <Notice tone="plain" title={succession.title}>
      <Reasons reasons={succession.reasons} />
    </Notice>
  );
}

/** The changes with their days and documents, first to last. */
export function Reasons(props: { reasons: readonly Reason[] }): VNode {
  return (
    <>
      {props.reasons.map((reason) => (
        <p key={`${reason.fromOn}${reason.document}`}>
          {dayWords(reason.fromOn)}起，{bracketed(reason.document)}
          {reason.note ? `。${reason.note}` : ""}
        </p>
      ))}
    </>
  );
}

/** A title of a document stands in 《》, one that already has its own marks stays as it is. */
export function bracketed(document: string): string {
  if (document.includes("《")) return document;
  return document
    .split("、")
    .map((one) => {
      const [, title = one, rest = ""] = /^(.*?)(（[^（）]*）)?$/.exec(one) ?? [];
      return `《${title}》${rest}`;
    })
    .join("、");
}

/** Where a code that is no hall's own leads; undefined when the register never had it. */
export async function resolveCode(db: Reader, code: string): Promise<Resolution | undefined> {
  try {
    return await resolveDivision(db, code);
  } catch (error) {
    if (error instanceof HallError && error.code === "region/no-division") return undefined;
    throw error;
  }
}

/**
 * Why a visitor who followed `?from=code` stands at a hall; undefined when the code does not lead there, so that an address made up by
 * somebody says nothing.
 */
export async function successionAt(
  db: Reader,
  halls: Halls,
  at: { hall: Hall; division?: Division },
  from: string | undefined,
): Promise<Succession | undefined> {
  if (from === undefined) return undefined;
  const resolution = await resolveCode(db, from);
  if (!resolution) return undefined;
  const { named, live, reasons } = resolution;
  const here = at.division ?? at.hall.division;
  if (live.some(({ key }) => key === here.key)) {
    if (named.key !== here.key) return { title: `${named.name}（${from}）现在归${here.name}`, reasons };
    if (named.code === from) return undefined;
    return { title: `代码 ${from} 现在是${here.name}（${here.code}）`, reasons };
  }
  const served = live.find((one) => halls.of(one)?.code === at.hall.code);
  if (!served) return undefined;
  return { title: `${served.name}没有自己的大厅，由${at.hall.name}受理`, reasons };
}
