import { filesAnswered, type PlaceLevel, placesOf } from "../../application/index.ts";
import type { Column, Draft, Fault, Field, ShownPage, WrittenInputs } from "../../form/index.ts";
import { addCalendarDays, dayOf, formatDate, isWorkday } from "../../kernel/calendar/index.ts";
import { acceptOf, findFiles, type StoredFile, sayRules } from "../../material/index.ts";
import type { Choice, HeldFile } from "../../ui/index.ts";
import { photoRules } from "./file-rules.ts";
import { heldFile } from "./held-file.ts";
import { fileHref } from "./paths.ts";
import type { Sheet, SheetDesk } from "./question-view.tsx";

/** Everything that the questions of a page are shown with. */
export async function sheetOf(
  desk: SheetDesk,
  page: ShownPage,
  shown: {
    inputs: WrittenInputs;
    draft: Draft;
    faults: readonly Fault[];
    blankRows?: Readonly<Record<string, number>>;
  },
): Promise<Sheet> {
  const { house } = desk.call;
  const fields = page.questions.map(({ field }) => field);
  const asked = fields.filter(({ kind }) => kind === "file").map(({ key }) => key);
  const ids = asked.flatMap((key) => filesAnswered(shown.draft, key));
  const files = await findFiles(house.db, desk.opened.hall, ids);
  return {
    desk,
    title: page.title,
    inputs: shown.inputs,
    faults: shown.faults,
    places: await placesFor(desk, fields),
    slots: fields.some(({ kind }) => kind === "slot") ? slotsFrom(desk) : [],
    held: Object.fromEntries(asked.map((key) => [key, heldOf(desk, key, shown.draft, files)])),
    fileRules: { limit: sayRules(photoRules), accept: acceptOf(photoRules) },
    blankRows: shown.blankRows ?? {},
  };
}

async function placesFor(desk: SheetDesk, fields: readonly Field[]): Promise<Record<string, readonly Choice[]>> {
  const asked = (one: Field | Column) => (one.kind === "address" || one.kind === "division" ? [one.level] : []);
  const levels = new Set(fields.flatMap((one) => (one.kind === "rows" ? one.columns.flatMap(asked) : asked(one))));
  const found: Record<string, readonly Choice[]> = {};
  for (const level of levels) {
    const near: PlaceLevel = level === "province" || level === "city" ? "county" : level;
    const places = await placesOf(desk.call.house, desk.opened.hall, near);
    found[level] = places.map(({ code, name }) => ({ value: code, label: name }));
  }
  return found;
}

const slotDays = 10;
const halves = [
  { time: "09:00-12:00", words: "上午" },
  { time: "14:00-17:00", words: "下午" },
];

/** Half days of the next ten workdays. Whether one is still free is asked where it is booked. */
function slotsFrom({ call }: SheetDesk): Choice[] {
  const { clock, calendar } = call.house;
  const slots: Choice[] = [];
  let on = dayOf(clock.now());
  for (let step = 0; step < 40 && slots.length < slotDays * halves.length; step += 1) {
    on = addCalendarDays(on, 1);
    if (!isWorkday(on, calendar)) continue;
    for (const { time, words } of halves) {
      slots.push({ value: `${on} ${time}`, label: `${formatDate(on)}${words} ${time}` });
    }
  }
  return slots;
}

function heldOf(desk: SheetDesk, key: string, draft: Draft, files: ReadonlyMap<string, StoredFile>): HeldFile[] {
  return filesAnswered(draft, key).flatMap((id) => {
    const file = files.get(id);
    return file ? [heldFile(desk.hrefOf?.(id) ?? fileHref(desk.opened.id, id), file, id)] : [];
  });
}
