export { ErrorSummary, type Fault } from "./error-summary.tsx";
export { Notice, type NoticeProps, type NoticeTone } from "./notice.tsx";
