import { editorPost, importShippedGuides, importShippedItems, listItems } from "../catalogue/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, anonymous } from "../kernel/http/index.ts";
import { say } from "./say.ts";

/** Nobody's name: the demo's own editor. */
const editor: Actor = { ...anonymous, kind: "staff", id: "demo-editor", assurance: 3, posts: [editorPost], seats: [] };

const province = parseHallCode("440000");
const city = parseHallCode("440100");
const county = parseHallCode("440104");

/**
 * Fills a demo hall once: the real items of Guangdong (2021) and the guides, carried out by 广州市 and 越秀区. A hall that
 * has items already is left as it is.
 */
export async function seedDemo(house: House): Promise<void> {
  const { items } = await listItems(house.db, {}, { size: 1 });
  if (items.length > 0) return;
  say("  正在装入样例：广东省 1,979 个真实事项和 16 份办事指南 · loading sample data");
  await importShippedItems(house, editor, province);
  await importShippedGuides(house, editor, {
    base: province,
    bodiesOf: (guide) => [
      { hall: city, division: city, deptName: `广州市${guide.dept}`, useLevel: "3" },
      { hall: county, division: county, deptName: `越秀区${guide.dept}`, useLevel: guide.level },
    ],
  });
}
