export { CaseBar } from "./case-bar.tsx";
export { DecisionForm, type DecisionFormProps, PreReviewForm, type PreReviewFormProps } from "./decision.tsx";
export { BatchBar, KeyHints, Views } from "./desk-bars.tsx";
export { type KioskKey, KioskKeys, KioskTopics } from "./kiosk-keys.tsx";
export { MaterialReview, type ReviewedMaterial } from "./material-review.tsx";
export { type QueueCase, QueueTable } from "./queue.tsx";
export { CardLines, type Kpi, KpiTable, type SupervisionCard } from "./watch.tsx";
