import { parseArgs } from "node:util";
import { sql } from "kysely";
import { loadCases } from "../application/index.ts";
import { isDemoHall } from "../identity/index.ts";
import type { House } from "../kernel/house/index.ts";
import { inHouse } from "./in-house.ts";
import { complain, say } from "./say.ts";

const usage = "用法：./wangting load --cases 100000 [--yes-really]   造大量办件，供测速用";
/** A million is what the bench asks for. */
const mostCases = 5_000_000;

/**
 * `load`: makes large volumes of cases for measuring. Only in a demo hall, or with `--yes-really` in a hall that has no case yet: nobody
 * can take made cases out of a journal again.
 *
 * @returns 0, 64 for wrong words, 1 when the hall is not one to load.
 */
export async function load(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (!command) {
    complain(usage);
    return 64;
  }
  return await inHouse((house) => fill(house, command));
}

function readCommand(args: readonly string[]): { cases: number; really: boolean } | undefined {
  try {
    const options = { cases: { type: "string" }, "yes-really": { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const cases = Number(values.cases);
    const isFine = Number.isInteger(cases) && cases > 0 && cases <= mostCases;
    return isFine ? { cases, really: values["yes-really"] === true } : undefined;
  } catch {
    return undefined;
  }
}

async function fill(house: House, { cases, really }: { cases: number; really: boolean }): Promise<number> {
  if (!(await isDemoHall(house)) && !(really && (await isEmpty(house)))) {
    complain(
      really
        ? "这个大厅已经有办件，不能再造：造出的办件写进日志就取不出来 · this hall has cases"
        : "这不是样例大厅。没有办件的大厅加 --yes-really 才造 · not a demo hall",
    );
    return 1;
  }
  const began = performance.now();
  let said = 0;
  const told = (made: number) => {
    if (made - said < 10_000) return;
    said = made;
    say(`  ${made} / ${cases}`);
  };
  const made = await loadCases(house, { cases, told });
  say(`已造 ${made} 件，${((performance.now() - began) / 1000).toFixed(1)} 秒 · made`);
  return 0;
}

async function isEmpty({ db }: House): Promise<boolean> {
  const { rows } =
    await sql`select 1 from application.application limit 1 /* scatter: is there any case at all */`.execute(db);
  return rows.length === 0;
}
