import { Type } from "typebox";
import type { Checked } from "../../application/index.ts";
import { type PageProgress, pagesOf, progressOf } from "../../form/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { renderDocument, type Task } from "../../ui/index.ts";
import { checkDesk, type Desk, openDesk } from "./open-desk.tsx";
import { checkHref, materialsHref, pageHref } from "./paths.ts";
import { TaskListView } from "./task-list-view.tsx";

/** The draft as a list of tasks, each with its state. */
export const taskListPage = page({
  method: "GET",
  path: "/drafts/:draft",
  role: "citizen",
  summary: "申请：任务清单",
  params: Type.Object({ draft: Type.String({ maxLength: 60 }) }),
  async handle(call) {
    const desk = await openDesk(call, call.params.draft);
    if ("leadsTo" in desk) return desk.leadsTo;
    const checked = await checkDesk(desk);
    return show(renderDocument(<TaskListView desk={desk} tasks={tasksOf(desk, checked)} />));
  },
});

/** The tasks of a draft by what they are about. */
export interface Tasks {
  readonly fill: readonly Task[];
  /** Absent when the item asks for no material. */
  readonly bring: Task | undefined;
  readonly send: Task;
}

function tasksOf(desk: Desk, checked: Checked): Tasks {
  const { opened, form, context } = desk;
  const labels = new Map(
    pagesOf(form.form, opened.draft.answers).map(({ key, questions }) => [
      key,
      questions.map(({ field }) => field.label),
    ]),
  );
  const fill = progressOf(form.form, opened.draft, context).map((one) => taskOf(desk, one, labels.get(one.page) ?? []));
  const bring = form.materials.length === 0 ? undefined : materialTask(desk, checked);
  const state = checked.ok ? ({ kind: "missing", words: "可以提交" } as const) : ({ kind: "blocked" } as const);
  const hint = checked.ok ? "看一遍，没有问题就提交" : "上面各步完成后开放";
  return { fill, bring, send: { title: "核对并提交", hint, href: checkHref(opened.id), state } };
}

function taskOf({ opened }: Desk, progress: PageProgress, labels: readonly string[]): Task {
  const { page: key, title, state, complete, faults } = progress;
  const wrong = faults.filter(({ typed }) => typed !== undefined).length;
  const asked = `${labels.slice(0, 3).join("、")}${labels.length > 3 ? ` 等 ${labels.length} 项` : ""}`;
  const about = { title, href: pageHref(opened.id, key) };
  if (wrong > 0) return { ...about, hint: `有 ${wrong} 处要改`, state: { kind: "faulty" } };
  if (complete) {
    return { ...about, hint: state === "empty" ? `${asked}（都是选填）` : asked, state: { kind: "done" } };
  }
  if (state === "empty") return { ...about, hint: asked, state: { kind: "todo" } };
  return { ...about, hint: asked, state: { kind: "missing", words: `还差 ${faults.length} 处` } };
}

function materialTask({ opened }: Desk, { materials }: Checked): Task {
  const missing = materials.filter((one) => one.missing);
  const asked = materials.filter(({ need }) => need !== "fetched").length;
  const free = materials.length - asked;
  const words = [`要交 ${asked} 项`, ...(free > 0 ? [`免提交 ${free} 项`] : [])].join("，");
  const hint =
    missing.length === 0 ? words : `${words}，还缺：${missing.map(({ material }) => material.materialName).join("、")}`;
  const state =
    missing.length === 0
      ? ({ kind: "done" } as const)
      : ({ kind: "missing", words: `还缺 ${missing.length} 项` } as const);
  return { title: "申请材料", hint, href: materialsHref(opened.id), state };
}
