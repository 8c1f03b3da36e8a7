import { Type } from "typebox";
import { type HallCode, isHallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Route, route, type SentFile } from "../../kernel/http/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { notFound } from "../rights.ts";
import { documentType } from "./kinds.ts";
import { documentsOf, findDocument, openDocument } from "./queries.ts";

const Hall = Type.String({ pattern: "^\\d{6}$", description: "大厅代码" });
const Uuid = Type.String({ pattern: "^[0-9a-f-]{36}$" });
/** More than anybody types by honest mistake. */
const Typed = Type.String({ maxLength: 100 });

function hallOf(code: string): HallCode {
  if (!isHallCode(code)) throw notFound();
  return code;
}

/** The browser's own viewer brings its styles inline, and draws pictures it makes itself. Scripts and requests have no way. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** A document as an answer, of the API and of pages alike. */
export function documentAnswer(found: Awaited<ReturnType<typeof openDocument>>): SentFile {
  const name = encodeURIComponent(found.name);
  return {
    headers: {
      "content-disposition": `inline; filename="document.pdf"; filename*=UTF-8''${name}`,
      "content-security-policy": policy,
    },
    file: {
      type: documentType,
      size: found.size,
      etag: `"${found.sha256}"`,
      open: (part) => found.open(part),
    },
  };
}

export const documentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/documents/check",
    role: "anyone",
    rate: "strict",
    summary: "查验文书：编号和查验码相符时，给出摘要和至多四项内容",
    query: Type.Object({ number: Typed, code: Typed }),
    async handle({ house, query }) {
      const found = await findDocument(house, query.number, query.code);
      if (!found) throw new HallError("not-found", "application/no-such-document", "没有查到，请核对查验编号和查验码");
      return { status: 200, body: found, headers: { "cache-control": "no-store" } };
    },
  }),
  route({
    method: "GET",
    path: "/halls/:hall/applications/:application/documents",
    role: "anyone",
    summary: "一个办件的全部文书，申请人和经办人员可以看",
    params: Type.Object({ hall: Hall, application: Uuid }),
    async handle({ house, actor, params }) {
      const documents = await documentsOf(house, actor, hallOf(params.hall), parseId(params.application));
      return { status: 200, body: { documents } };
    },
  }),
  route({
    method: "GET",
    path: "/halls/:hall/applications/:application/documents/:document",
    role: "anyone",
    summary: "一份文书的 PDF，申请人和经办人员可以打开",
    params: Type.Object({ hall: Hall, application: Uuid, document: Uuid }),
    async handle({ house, actor, params }) {
      const found = await openDocument(house, actor, {
        hall: hallOf(params.hall),
        application: parseId(params.application),
        document: parseId(params.document),
      });
      return documentAnswer(found);
    },
  }),
];
