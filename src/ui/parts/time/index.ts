export { dayAndWeekday, dayDigits, dayWord, fullDayWord, instantWords, weekdayWord } from "./day-words.ts";
export { type Holder, WhoHolds } from "./holder.tsx";
export { DigestMark, Journal, type JournalNext, type JournalStep } from "./journal.tsx";
export { DayLeaf, type LeafDay, MonthLeaf } from "./leaf.tsx";
export { type LimitTone, limitName, limitNote, limitSays, limitTone, type ShownLimit } from "./limit.ts";
export { LimitPair, LimitRuler, MiniLimit } from "./limit-view.tsx";
export { DateRail } from "./rail.tsx";
export type { RailData, RailDay } from "./rail-days.ts";
