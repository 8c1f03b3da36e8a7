import path from "node:path";
import { median } from "../../../tools/bench/bench.ts";
import type { BenchContext } from "../../../tools/bench/context.ts";
import { type Contender, type Side, sendAll, startSide, textOf } from "../../../tools/bench/sides.ts";
import type { DraftForBench, MadeForBench, MakerQuestion } from "./questions.fixture.ts";

/** The processes, and the sessions of a citizen and of an officer. */
export interface Sides {
  readonly hall: Side;
  readonly bare: Side;
  readonly maker: Side;
  readonly cookies: { readonly citizen: string; readonly clerk: string };
}

/** The two that are compared, with their requests. */
export interface Pair {
  readonly ours: Contender;
  readonly theirs: Contender;
}
/** The requests of one kind, as both sides get them. */
export type Work = (context: Pick<BenchContext, "quick">, sides: Sides) => Promise<Pair>;
/** Starts all over one database of their own. */
export async function withSides<Result>(
  context: Pick<BenchContext, "database">,
  work: (sides: Sides) => Promise<Result>,
): Promise<Result> {
  const env = { DATABASE_URL: await context.database() };
  const started: Side[] = [];
  const start = async (file: string): Promise<Side> => {
    const side = await startSide(path.join(import.meta.dirname, file), env);
    started.push(side);
    return side;
  };
  try {
    const maker = await start("maker.fixture.ts");
    const [hall, bare] = [await start("hall-side.fixture.ts"), await start("bare-side.fixture.ts")];
    const cookies = await maker.ask<Sides["cookies"]>({ prepare: "cookies" } satisfies MakerQuestion);
    return await work({ hall, bare, maker, cookies });
  } finally {
    for (const side of started) side.end();
  }
}

const json = { "content-type": "application/json" };
/** What a browser says of a page of ours. */
const browser = { ...json, "sec-fetch-site": "same-origin" };

export async function submissions(
  _context: Pick<BenchContext, "quick">,
  { hall, bare, maker, cookies }: Sides,
): Promise<Pair> {
  const materials = ["plan", "lease", "photo"].map((key) => ({ key, files: [someId], way: "upload" }));
  const answers = { rented: true, name: "阿婆牛肉丸", area: 36.5, remark: "早市六点开门，请上午来看场地。" };
  const body = JSON.stringify({ item: someId, person: someId, name: "陈*", answers, materials });
  const bareRequest = { method: "POST", path: "/submission", headers: json, body } as const;
  const ourSide: Contender = {
    side: hall,
    async requests(count) {
      const { drafts } = await maker.ask<{ drafts: DraftForBench[] }>({
        prepare: "drafts",
        count,
      } satisfies MakerQuestion);
      return drafts.map(({ id, seen }) => ({
        method: "POST",
        path: `/api/drafts/${id}/submission`,
        headers: { ...browser, cookie: cookies.citizen, "if-match": `"${seen}"` },
        body: "{}",
      }));
    },
  };
  return { ours: ourSide, theirs: { side: bare, requests: async (count) => times(count, bareRequest) } };
}

export async function acceptances(
  _context: Pick<BenchContext, "quick">,
  { hall, bare, maker, cookies }: Sides,
): Promise<Pair> {
  const ourSide: Contender = {
    side: hall,
    async requests(count) {
      return (await casesOf(maker, count)).map(({ id, seen }) => ({
        method: "POST",
        path: `/api/halls/445100/applications/${id}/acceptance`,
        headers: { ...browser, cookie: cookies.clerk, "if-match": `"${seen}"` },
        body: "{}",
      }));
    },
  };
  const theirSide: Contender = {
    side: bare,
    async requests(count) {
      return (await casesOf(maker, count)).map(({ id, number }) => ({
        method: "POST",
        path: `/cases/${id}/acceptance`,
        headers: json,
        body: JSON.stringify({ number, item: someId, person: someId }),
      }));
    },
  };
  return { ours: ourSide, theirs: theirSide };
}

export async function lists(
  context: Pick<BenchContext, "quick">,
  { hall, bare, maker, cookies }: Sides,
): Promise<Pair> {
  await casesOf(maker, context.quick ? 500 : 5_000);
  const seat = "hall=445100&department=dept-market&duty=window-officer";
  const bareRequest = { method: "GET", path: `/tasks?${seat}` } as const;
  const ourRequest = { method: "GET", path: "/api/my/tasks", headers: { cookie: cookies.clerk } } as const;
  return {
    ours: { side: hall, requests: async (count) => times(count, ourRequest) },
    theirs: { side: bare, requests: async (count) => times(count, bareRequest) },
  };
}

export async function progresses(_context: Pick<BenchContext, "quick">, { hall, bare, maker }: Sides): Promise<Pair> {
  const cases = await casesOf(maker, 500);
  const inTurn = (count: number) => Array.from({ length: count }, (_, nth) => cases[nth % cases.length]);
  const ourSide: Contender = {
    side: hall,
    requests: async (count) =>
      inTurn(count).map((one) => ({
        method: "POST",
        path: "/api/progress",
        headers: browser,
        body: JSON.stringify({ number: one?.number, password: one?.password }),
      })),
  };
  const theirSide: Contender = {
    side: bare,
    requests: async (count) =>
      inTurn(count).map((one) => ({
        method: "POST",
        path: "/progress",
        headers: json,
        body: JSON.stringify({ number: one?.number }),
      })),
  };
  return { ours: ourSide, theirs: theirSide };
}

async function casesOf(maker: Side, count: number): Promise<readonly MadeForBench[]> {
  const { cases } = await maker.ask<{ cases: MadeForBench[] }>({ prepare: "cases", count } satisfies MakerQuestion);
  return cases;
}

function times<Request>(count: number, request: Request): Request[] {
  return Array.from({ length: count }, () => request);
}

/** An id that means nothing to the bare handler. */
const someId = "01920000-0000-7000-8000-00000000000f";

/**
 * How long an officer's list takes among few cases and among ten times as many, one request after the other: milliseconds of each. The
 * median of single requests, in short turns: on a busy machine a mean says how often somebody else had the processor.
 */
export async function listsAmong(
  context: BenchContext,
  few: number,
  many: number,
): Promise<{ few: number; many: number }> {
  const volume = async (sides: Sides, count: number) => {
    await sides.maker.ask({ prepare: "volume", count } satisfies MakerQuestion);
    const request = textOf({ method: "GET", path: "/api/my/tasks", headers: { cookie: sides.cookies.clerk } });
    return async () => {
      const began = performance.now();
      await sendAll(sides.hall.port, [request], 1);
      return performance.now() - began;
    };
  };
  return await withSides(context, async (small) =>
    withSides(context, async (large) => {
      const [askFew, askMany] = [await volume(small, few), await volume(large, many)];
      const times: { few: number; many: number }[] = [];
      for (let turn = 0; turn < (context.quick ? 400 : 3_000); turn += 1) {
        times.push({ few: await askFew(), many: await askMany() });
      }
      const warm = times.slice(times.length / 4);
      return { few: median(warm.map((one) => one.few)), many: median(warm.map((one) => one.many)) };
    }),
  );
}
