import {
  catalogue,
  editorPost,
  importItems,
  importShippedGuides,
  listKeeperPost,
  reviewerPost,
} from "../../catalogue/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, createServer, type HallServer, type Page } from "../../kernel/http/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import type { Ground } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { openPortal, web } from "../index.ts";
import { searchPages } from "../search/index.ts";
import { emptyFiles, webHouse } from "../web.fixture.ts";
import { guidePages } from "./index.ts";

export const province = parseHallCode("440000");
export const city = parseHallCode("445100");
export const county = parseHallCode("445102");

/** Writes and publishes items, and judges whether they may end. */
export const editor = keeper("editor", [editorPost, listKeeperPost]);
export const reviewer = keeper("reviewer", [reviewerPost]);

function keeper(id: string, posts: readonly string[]): Actor {
  const seats = [province, city, county].flatMap((hall) =>
    posts.map((duty) => ({ post: `${id}-post`, duty, hall, department: "dept-hall" })),
  );
  return { kind: "staff", id, assurance: 3, posts: [...posts], seats };
}

/** A row of the public list as it is: names of materials and nothing else of them, no fee, no steps. */
const listed = {
  code: "11440000006941135224401160130002".slice(0, 31),
  baseCode: "440116013000",
  name: "围垦河道",
  typeStd: "01",
  dept: "广东省水利厅",
  area: "440000",
  levelDigit: "2",
  legal: { n: 20, unit: "wd" },
  promise: { n: 1, unit: "wd" },
  visits: 0,
  online: true,
  audiences: ["自然人", "企业法人"],
  themes: ["其他"],
  condition: "（1）符合规划；（2）符合防洪标准；（3）符合工程安全要求。",
  materials: ["申请表", "防洪评价报告"],
};

/** All halls, the 16 guides carried out by 潮州市 and 湘桥区, and one item as lists give it. */
export const guides: Ground = {
  name: "guides",
  async fill(db) {
    await registers.fill(db);
    const { house, runNews } = guideHouse(db);
    await inTransaction(db, async (tx) => catalogue.loadReference?.(tx));
    await importShippedGuides(house, editor, {
      base: province,
      bodiesOf: (guide) => [
        { hall: city, division: city, deptName: `潮州市${guide.dept}`, useLevel: "3" },
        { hall: county, division: county, deptName: `湘桥区${guide.dept}`, useLevel: guide.level },
      ],
    });
    await importItems(house, editor, {
      hall: province,
      division: province,
      title: "清单",
      format: "jsonl",
      content: linesOf([listed]),
    });
    await runNews();
  },
};

/** A house whose catalogue hears its news, on a database that begins with `guides`. */
export function guideHouse(db: Db): { house: House; runNews: () => Promise<void> } {
  const bare = webHouse(db);
  const subscriptions = catalogue.subscriptions ?? [];
  const house: House = { ...bare, outbox: createOutbox({ clock: bare.clock, hears: subscriptions }) };
  const worker = createWorker(house, { hall: province, subscriptions });
  const runNews = async () => {
    const { errors } = await worker.runDue();
    if (errors.length > 0) throw new AggregateError(errors);
  };
  return { house, runNews };
}

async function* linesOf(rows: readonly object[]): AsyncGenerator<Uint8Array> {
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}

/** The portal with search and guides. @param further pages of modules that come later. */
export async function guideServer(
  house: House,
  built = emptyFiles,
  further: readonly Page[] = [],
): Promise<HallServer> {
  // Until the house mounts them itself.
  const mounted = web.pages ?? [];
  const more = [...searchPages, ...guidePages, ...further].filter(
    ({ path }) => !mounted.some((one) => one.path === path),
  );
  const pages = [...mounted, ...more];
  const portal = await openPortal(house, { pages, built });
  return await createServer(house, { pages, routes: web.routes ?? [], ...portal, accessLog: false, perMinute: 0 });
}
