import { Type } from "typebox";
import { hallsToKeep, mayKeepList, requireEditor, saveDraft } from "../../catalogue/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { departmentsByKey, departmentsOf } from "../../organization/index.ts";
import type { DivisionKey } from "../../region/index.ts";
import { Button, ConsolePage, DeskHead, ErrorSummary, Field, Fold, Form, renderDocument } from "../../ui/index.ts";
import { codeOf } from "./code-of.ts";
import { heldUntilSignedIn } from "./late.ts";
import { draftHref, newItemPath } from "./paths.ts";
import { type EditorCall, hallName, type Officer, requireKeeper, surroundOf } from "./surround.ts";

const Words = Type.Optional(Type.String({ maxLength: 2000 }));

const newPage = page({
  method: "GET",
  path: newItemPath,
  role: "staff",
  summary: "新编一个事项：名称、编码、部门，或贴入一份事项标准",
  handle: (call) => showNew(call, {}, {}),
});

const createPage = page({
  method: "POST",
  path: newItemPath,
  role: "staff",
  summary: "开始一份新事项的草稿",
  bodyLimit: 8 * 1024 * 1024,
  body: Type.Object({
    place: Words,
    taskName: Words,
    code: Words,
    reason: Words,
    content: Type.Optional(Type.String({ maxLength: 1_000_000 })),
  }),
  handle: (call) => create(call),
  lapsed: (call) => heldUntilSignedIn(call),
});

export const newPages: readonly Page[] = [newPage, createPage];

type Typed = Readonly<Record<string, string | undefined>>;
type Faults = Readonly<Record<string, string>>;

/** A hall and a department of it in which this officer may begin items, as one choice. */
interface Place {
  readonly value: string;
  readonly label: string;
  readonly hall: HallCode;
  readonly deptName: string;
  readonly deptCode: string | undefined;
}

async function placesOf({ house }: Pick<EditorCall, "house">, officer: Officer): Promise<Place[]> {
  const places: Place[] = [];
  for (const hall of hallsToKeep(officer).map(parseHallCode)) {
    const own = officer.seats.filter((seat) => seat.hall === hall && seat.duty === "catalogue-editor");
    if (own.length === 0) continue;
    const departments = mayKeepList(officer, hall)
      ? await departmentsOf(house.db, hall as string as DivisionKey)
      : await departmentsByKey(
          house.db,
          own.map(({ department }) => department),
        );
    const name = await hallName({ house }, hall);
    for (const { key, name: deptName, uscc } of departments) {
      places.push({ value: `${hall}.${key}`, label: `${name} · ${deptName}`, hall, deptName, deptCode: uscc });
    }
  }
  return places;
}

async function showNew(call: EditorCall, typed: Typed, faults: Faults, status = 200): Promise<PageAnswer> {
  const { officer } = requireKeeper(call.actor);
  requireEditor(officer);
  const [places, surround] = await Promise.all([placesOf(call, officer), surroundOf(call)]);
  const labels: Typed = { place: "部门", taskName: "事项名称", code: "编码", reason: "原因", content: "事项标准" };
  const shown = Object.entries(faults).map(([name, text]) => ({
    id: `new-${name}`,
    label: labels[name] ?? name,
    text,
  }));
  return show(
    renderDocument(
      <ConsolePage {...surround} title={shown.length > 0 ? "错误：新编事项" : "新编事项"} current="new">
        <ErrorSummary faults={shown} />
        <DeskHead title="新编事项" note="先写名称和编码，其余的一部分一部分写，随时能停。" />
        <Form action={newItemPath} csrf={call.csrfToken()}>
          <Field
            id="new-place"
            name="place"
            label="归哪个大厅的哪个部门"
            error={faults.place}
            control={{
              kind: "select",
              width: "full",
              value: typed.place ?? (places.length === 1 ? places[0]?.value : undefined),
              choices: places,
            }}
          />
          <Field
            id="new-taskName"
            name="taskName"
            label="事项名称"
            error={faults.taskName}
            control={{ kind: "text", value: typed.taskName }}
          />
          <Field
            id="new-code"
            name="code"
            label="编码"
            hint="31 位实施编码；没有的填地方编码"
            error={faults.code}
            control={{ kind: "text", value: typed.code }}
          />
          <Field
            id="new-reason"
            name="reason"
            label="原因"
            hint="写进变更史，例如依据哪份文件新增"
            error={faults.reason}
            control={{ kind: "long-text", value: typed.reason, maxLength: 500, rows: 2 }}
          />
          <Fold title="有写好的事项标准，贴进来" open={(typed.content ?? "") !== ""}>
            <Field
              id="new-content"
              name="content"
              label="事项标准（JSON）"
              optional
              hint="名称、编码、部门以上面填的为准；上面没填的用它的"
              error={faults.content}
              control={{ kind: "long-text", value: typed.content, rows: 12 }}
            />
          </Fold>
          <p>
            <Button>开始写</Button>
          </p>
        </Form>
      </ConsolePage>,
    ),
    { status },
  );
}

async function create(call: PageCall & { body: Typed }): Promise<PageAnswer> {
  const { house, actor, body } = call;
  const { officer } = requireKeeper(actor);
  requireEditor(officer);
  const place = (await placesOf(call, officer)).find(({ value }) => value === body.place);
  const faults: Record<string, string> = {};
  const given = readContent(body.content, faults);
  const taskName = body.taskName?.trim() || given.taskName;
  if (!place) faults.place = "请选部门";
  if (typeof taskName !== "string" || taskName === "") faults.taskName = "请填事项名称";
  if (!place || Object.keys(faults).length > 0) return await showNew(call, body, faults, 422);
  const content = {
    ...given,
    taskName,
    ...codeOf(body.code?.trim() ?? ""),
    deptName: place.deptName,
    ...(place.deptCode !== undefined && { deptCode: place.deptCode }),
  };
  const home = { hall: place.hall, division: place.hall };
  try {
    const { item } = await inTransaction(house.db, (tx) =>
      saveDraft(house, tx, actor, { content, home, reason: body.reason ?? "" }),
    );
    return seeOther(draftHref(item, "basic"));
  } catch (error) {
    if (!(error instanceof HallError) || (error.kind !== "invalid" && error.kind !== "conflict")) throw error;
    return await showNew(call, body, controlsOf(error), error.kind === "conflict" ? 409 : 422);
  }
}

function readContent(text: string | undefined, faults: Record<string, string>): Record<string, unknown> {
  if ((text ?? "").trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    faults.content = "要是一个 JSON 对象";
  } catch (error) {
    faults.content = `不是完整的 JSON：${error instanceof Error ? error.message : ""}`;
  }
  return {};
}

function controlsOf(error: HallError): Faults {
  const { fields = {} } = error.details as { fields?: Record<string, string> };
  if (error.code === "catalogue/code-taken") return { code: error.message };
  if (error.code === "catalogue/no-code") return { code: fields.taskCode ?? error.message };
  if (fields.reason !== undefined) return { reason: fields.reason };
  if (fields.taskName !== undefined) return { taskName: fields.taskName };
  const said = Object.entries(fields).map(([field, text]) => `${field}：${text}`);
  return { content: said.length > 0 ? said.join("；") : error.message };
}
