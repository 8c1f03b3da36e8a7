import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { axe, type Browser, openBrowser, openPage, type Page, screenshot } from "../../../tools/test/browser.ts";
import type { TestHall } from "./test-hall.fixture.ts";
import { shootForTour } from "./tour.fixture.ts";

/** How everybody of a journey looks at the hall. */
export interface View {
  readonly width: number;
  readonly script: boolean;
}

/** At a desk, and on a phone that runs no scripts: the two that differ most. */
export const wide: View = { width: 1280, script: true };
export const bare: View = { width: 375, script: false };

/** The views a journey is walked in: those named, or all four with `WANGTING_VIEWS=all`; for the tour with scripts, as most people see it. */
export function viewsOf(...everyday: readonly View[]): readonly View[] {
  if (process.env.WANGTING_TOUR) return everyday.map(({ width }) => ({ width, script: true }));
  if (process.env.WANGTING_VIEWS !== "all") return everyday;
  return [wide, bare, { width: 375, script: true }, { width: 1280, script: false }];
}

export function sayView({ width, script }: View): string {
  return `${width} px, ${script ? "with" : "without"} script`;
}

/** One journey through the hall in one view: everybody in it has a browser of his own. */
export interface Walk {
  readonly hall: TestHall;
  readonly view: View;
  /** Somebody nobody knows. */
  stranger(): Promise<Page>;
  /** Somebody who has signed in by the page, now or on an earlier walk. */
  as(name: string): Promise<Page>;
  /** Fills in the sign-in page one was led to. */
  signIn(page: Page, name: string): Promise<void>;
  /** Looks at a page: axe (where scripts run), no sideways scroll, no broken words; a picture where pictures are wanted. */
  look(page: Page, name: string): Promise<void>;
  /** So many days pass: everybody's session is over. */
  later(days: number): Promise<void>;
  /** A paper to hand in. */
  file(name: string): string;
}

/** The browser and the papers that all journeys through a hall share. */
export interface Stage extends AsyncDisposable {
  walk(letter: string, view: View, journey: (walk: Walk) => Promise<void>): Promise<void>;
}

export async function openStage(hall: TestHall): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const browser = await openBrowser();
  opened.defer(() => browser.close());
  const folder = mkdtempSync(path.join(tmpdir(), "wangting-papers-"));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const known = new Map<string, State>();
  const running = opened.move();
  return {
    walk: (letter, view, journey) => walk({ hall, browser, folder, known, letter, view }, journey),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

type State = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** For one click or one page, on a busy machine. */
const patienceMs = 12_000;

interface Setting {
  readonly hall: TestHall;
  readonly browser: Browser;
  readonly folder: string;
  /** Cookies of those who have signed in, by what they sign in as. */
  readonly known: Map<string, State>;
  readonly letter: string;
  readonly view: View;
}

async function walk(setting: Setting, journey: (walk: Walk) => Promise<void>): Promise<void> {
  const { hall, browser, folder, known, letter, view } = setting;
  const pages = new Map<string, Page>();
  /** Those whose session ended while days went by. */
  const left = new Set<string>();
  let shots = 0;
  const enter = async (name: string, more: { storageState?: State } = {}) => {
    const page = await openPage(browser, { ...view, ...more });
    page.setDefaultTimeout(patienceMs);
    pages.set(name, page);
    return page;
  };
  const stranger = () => enter(`stranger ${pages.size}`);
  const signIn: Walk["signIn"] = async (page, name) => {
    await page.getByLabel("手机号或登录名").fill(name);
    await page.getByLabel("密码", { exact: true }).fill(hall.password);
    await page.getByRole("button", { name: "登录" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    known.set(name, await page.context().storageState());
  };
  const as = async (name: string) => {
    const there = pages.get(name);
    if (there && !left.delete(name)) return there;
    if (there) {
      await there.goto(`${hall.origin}/sign-in`);
      await signIn(there, name);
      return there;
    }
    const storageState = known.get(name);
    const page = await enter(name, storageState ? { storageState } : {});
    if (storageState) return page;
    await page.goto(`${hall.origin}/sign-in`);
    await signIn(page, name);
    return page;
  };
  const look: Walk["look"] = async (page, name) => {
    shots += 1;
    if (view.script) {
      assert.deepEqual(await axe(page), [], name);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} scrolls sideways by ${over}`);
    }
    const words = await page.locator("main").innerText();
    assert.doesNotMatch(words, /undefined|\bnull\b|NaN|\[object/, name);
    await shootForTour(page, `${letter} ${name} ${view.width}`);
    if (!process.env.WANGTING_SHOTS) return;
    const number = String(shots).padStart(2, "0");
    await screenshot(page, `journey-${letter}-${number}-${name}-${view.width}${view.script ? "" : "-bare"}`);
  };
  const later = async (days: number) => {
    hall.clock.advance(days * 86_400_000);
    known.clear();
    for (const page of pages.values()) await page.context().clearCookies();
    for (const name of [...pages.keys()]) if (!name.startsWith("stranger")) left.add(name);
  };
  const file = (name: string) => {
    const at = path.join(folder, name);
    writeFileSync(at, paper(name));
    return at;
  };
  try {
    await journey({ hall, view, stranger, as, signIn, look, later, file });
  } catch (error) {
    for (const [name, page] of pages) {
      if (process.env.WANGTING_SHOTS) await screenshot(page, `journey-${letter}-fault-${name}`);
    }
    throw error;
  } finally {
    for (const page of pages.values()) await page.context().close();
  }
}

/** One page of a PDF that differs from every other by its name. */
function paper(name: string): Buffer {
  const drawing = deflateSync(`% ${name} ${Math.random()}\n0 0 m 100 100 l S`);
  const head = `<< /Length ${drawing.length} /Filter /FlateDecode >>`;
  const objects = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    Buffer.from("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>"),
    Buffer.concat([Buffer.from(`${head}\nstream\n`), drawing, Buffer.from("\nendstream")]),
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  const size = () => parts.reduce((sum, { length }) => sum + length, 0);
  objects.forEach((object, at) => {
    places.push(size());
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from("\nendobj\n"));
  });
  const table = size();
  const rows = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const last = `xref\n0 5\n0000000000 65535 f \n${rows}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(last)]);
}
