import { Type } from "typebox";
import { documentAnswer, openCaseFile, openDocument, ownCase } from "../../application/index.ts";
import { type Page, page } from "../../kernel/http/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { materialFileAnswer } from "../../material/index.ts";

const Place = Type.String({ maxLength: 60 });

/** A file that was handed in with one's own case, or is prepared for its correction. */
const filePage = page({
  method: "GET",
  path: "/cases/:application/files/:file",
  role: "citizen",
  summary: "看办件里自己交的一个文件",
  params: Type.Object({ application: Place, file: Place }),
  async handle({ house, actor, params }) {
    const own = await ownCase(house, actor, params.application);
    return materialFileAnswer(house, await openCaseFile(house, own, params.file), { inline: true });
  },
});

/** A document of one's own case as PDF; a company's too, whichever session it is asked in. */
const documentPage = page({
  method: "GET",
  path: "/cases/:application/documents/:document",
  role: "citizen",
  summary: "打开办件的一份文书（PDF）",
  params: Type.Object({ application: Place, document: Type.String({ pattern: "^[0-9a-f-]{36}$" }) }),
  async handle({ house, actor, params }) {
    const { hall, application, actor: own } = await ownCase(house, actor, params.application);
    return documentAnswer(await openDocument(house, own, { hall, application, document: parseId(params.document) }));
  },
});

/** What can be opened or downloaded of a case. */
export const caseFilePages: readonly Page[] = [filePage, documentPage];
