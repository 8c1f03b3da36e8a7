import type { VNode } from "preact";
import { Type } from "typebox";
import { type AssuranceStep, assuranceHistory, proveIdentity, realNamePortOf } from "../../identity/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import type { House } from "../../kernel/house/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import {
  Button,
  ButtonLink,
  CardTable,
  Empty,
  type Fault,
  Field,
  Form,
  Notice,
  type PageFrame,
  PortalPage,
  renderDocument,
} from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { InnerSection } from "../inner-section.tsx";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, FormHead, lateTo } from "./account-frame.tsx";
import { levelReach, levelWords, wayWords } from "./level-words.ts";
import { personOf } from "./own.ts";
import { paths, safeTo, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";

const query = Type.Object({
  to: Type.Optional(Type.String()),
  done: Type.Optional(Type.Enum(["registered", "proven"])),
});

type Call = Parameters<typeof ownFrame>[0] & {
  readonly actor: Actor;
  readonly query: { readonly to?: string; readonly done?: "registered" | "proven" };
  readonly form?: PageCall["form"];
};

const labels = { name: "姓名", idNumber: "身份证号" };

async function showIdentity(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor, query: asked, form = {} } = call;
  const to = safeTo(asked.to);
  const { errors, faults } = wordsAt(labels, refusal);
  const props: IdentityProps = {
    frame: await ownFrame(call, { address: withTo(paths.identity, to) }),
    level: actor.assurance,
    steps: await historyOf(house, personOf(actor)),
    canProve: house.config.realName !== undefined,
    csrf: call.csrfToken(),
    to,
    done: refusal ? undefined : asked.done,
    typed: { name: typed(form, "name"), idNumber: typed(form, "idNumber") },
    errors,
    faults,
  };
  return show(renderDocument(<IdentityView {...props} />), { status: refusal?.status ?? 200 });
}

/** Ways that are gone at a counter, also where nobody noted which. */
const atCounter: ReadonlySet<AssuranceStep["way"]> = new Set(["counter", "engaged", "withdrawn"]);

/** The history with the halls by their names. */
async function historyOf(house: House, person: string): Promise<(AssuranceStep & { place: string })[]> {
  const halls = await hallsAtHand(house);
  const steps = await assuranceHistory(house.db, person);
  return steps.map((step) => ({
    ...step,
    place:
      step.hall === null ? (atCounter.has(step.way) ? "窗口" : "网上") : (halls.find(step.hall)?.name ?? step.hall),
  }));
}

interface IdentityProps {
  frame: PageFrame;
  level: number;
  steps: readonly (AssuranceStep & { place: string })[];
  canProve: boolean;
  csrf: string;
  to: string | undefined;
  done: "registered" | "proven" | undefined;
  typed: { name: string; idNumber: string };
  errors: Readonly<Record<string, string>>;
  faults: readonly Fault[];
}

const doneWords = { registered: "注册好了，已经登录", proven: "实名核验通过" } as const;

function IdentityView(props: IdentityProps): VNode {
  const { frame, level, steps, done, to, faults } = props;
  const title = level >= 2 ? (levelWords[level] ?? "") : "实名核验";
  return (
    <PortalPage
      frame={frame}
      title={faults.length > 0 ? `错误：${title}` : title}
      crumbs={accountCrumbs(frame)}
      here="实名等级"
      noindex
    >
      <FormHead
        faults={faults}
        title={title}
        lead={level < 2 ? `现在：${levelWords[level]}。${levelReach[level]}` : levelReach[level]}
      />
      <div class="stack-l">
        {done ? (
          <Notice
            icon="check"
            title={doneWords[done]}
            acts={to === undefined || level < 2 ? null : <ButtonLink href={to}>接着办事</ButtonLink>}
          >
            {done === "registered" && level < 2 ? <p>再做一步实名，就能申请了；也可以以后再做。</p> : null}
          </Notice>
        ) : null}
        {level < 2 ? <Prove {...props} /> : null}
        {level === 2 ? (
          <p class="measure">
            少数事项要求当面核验过的身份：带身份证到任何一个办事大厅的窗口，当场就能核验，只用一次。
          </p>
        ) : null}
        <InnerSection id="history" title="等级是怎么来的">
          <CardTable
            caption="实名等级记录"
            captionHidden
            rows={steps}
            rowKey={({ at, to: reached }) => `${at.toISOString()} ${reached}`}
            empty="还没有记录。"
            columns={[
              { head: "等级", role: "name", cell: ({ to: reached }) => levelWords[reached] },
              { head: "办法", cell: ({ way }) => wayWords[way] },
              { head: "地方", cell: ({ place }) => place },
              { head: "时间", cell: ({ at }) => formatInstant(at, { year: true }) },
            ]}
          />
        </InnerSection>
      </div>
    </PortalPage>
  );
}

function Prove(props: IdentityProps): VNode {
  const { canProve, csrf, to, errors, typed: said } = props;
  if (!canProve) {
    return (
      <Empty
        level={2}
        icon="id-card"
        title="请到窗口核验"
        text="本大厅还没有接入网上实名核验。带身份证到任何一个办事大厅的窗口，当场就能核验。"
      />
    );
  }
  return (
    <Form action={withTo(paths.identity, to)} csrf={csrf}>
      <Field
        id="name"
        name="name"
        label={labels.name}
        hint="和身份证上的一样"
        error={errors.name}
        control={{ kind: "text", value: said.name, autocomplete: "name", width: "m", maxLength: 100 }}
      />
      <Field
        id="idNumber"
        name="idNumber"
        label={labels.idNumber}
        hint="18 位。加密保存；工作人员每次查看都留下您看得到的记录。"
        error={errors.idNumber}
        control={{ kind: "text", value: said.idNumber, width: "m", maxLength: 30 }}
      />
      <p class="row">
        <Button>核验</Button>
        <ButtonLink kind="plain" href={to ?? paths.account}>
          以后再说
        </ButtonLink>
      </p>
    </Form>
  );
}

/** `/account/identity`: the level, how to raise it, how it came about. */
export const identityPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.identity,
    role: "citizen",
    summary: "实名等级：现在哪一级、怎么提高、怎么来的",
    query,
    handle: (call) => showIdentity(call),
  }),
  page({
    method: "POST",
    path: paths.identity,
    role: "citizen",
    rate: "strict",
    summary: "用姓名和身份证号做实名核验",
    query,
    async handle(call) {
      const { house, actor, form, request, query: asked } = call;
      const { session, device } = request;
      const to = safeTo(asked.to);
      const done = `${withTo(paths.identity, to)}${to === undefined ? "?" : "&"}done=proven`;
      // Pressed twice, or proven on another device: it is done.
      if (actor.assurance >= 2 || !session) return seeOther(done);
      const said = { name: typed(form, "name"), idNumber: typed(form, "idNumber") };
      const empty = {
        ...(said.name.trim() === "" ? { name: "请填写姓名" } : {}),
        ...(said.idNumber.trim() === "" ? { idNumber: "请填写身份证号" } : {}),
      };
      if (Object.keys(empty).length > 0) return await showIdentity(call, mend(empty));
      return await orAgain(
        async () => {
          const opened = await proveIdentity(house, realNamePortOf(house), actor, { ...said, session, device });
          return seeOther(done, { session: opened.session });
        },
        (refusal) => showIdentity(call, refusal),
      );
    },
    lapsed: lateTo(paths.identity),
  }),
];
