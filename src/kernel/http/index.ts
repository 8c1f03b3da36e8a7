export {
  type ActingScope,
  type Actor,
  type Assurance,
  type Authenticator,
  anonymous,
  authorize,
  nobody,
  type Role,
  type Seat,
} from "./actor.ts";
export {
  type AnswerExtras,
  isOwnPath,
  type PageAnswer,
  type RouteAnswer,
  type SentOn,
  type SessionChange,
  type Shown,
  seeElsewhere,
  seeOther,
  show,
  showText,
  type View,
} from "./answer.ts";
export { type Asset, type Assets, loadAssets, noAssets, withMadeAssets } from "./assets.ts";
export type { Call, LapsedCall, PageCall, RefusedCall, RequestFacts } from "./call.ts";
export { cookieName, readCookie, writeCookie } from "./cookies.ts";
export { csrfField } from "./csrf.ts";
export { type Display, displayCookie, displayName, readDisplay } from "./display.ts";
export type { Failure } from "./failure.ts";
export { type FailureView, type RenderFailure, renderPlainFailure } from "./failure-page.tsx";
export type { FileAnswer, MadeFile, SentFile } from "./file-answer.ts";
export type { ReadyCheck } from "./health.ts";
export { type GaugeDefinition, type Metrics, serveMetrics } from "./metrics.ts";
export { type ApiDocument, describeApi } from "./openapi.ts";
export type { PageCache } from "./page-cache.ts";
export { prerender } from "./prerender.ts";
export { type Quota, sweepTokens, type Token, takeToken, tooManyRequests } from "./rate-limit.ts";
export {
  type Method,
  type Page,
  type PageDefinition,
  page,
  type RateClass,
  type ResponseDefinition,
  type Route,
  type RouteDefinition,
  route,
} from "./route.ts";
export { httpSchedules } from "./schedules.ts";
export { type DrainOptions, type Serving, serve } from "./serve.ts";
export { connectionLimits, createServer, type HallServer, type ServerParts } from "./server.ts";
export {
  findSession,
  listSessions,
  openSession,
  revokeSession,
  revokeSessionsOf,
  rotateSession,
  type Session,
  type SessionKind,
  type SessionPolicy,
  sessionCookie,
  sessionPolicies,
  sweepSessions,
} from "./session.ts";
export { httpTables } from "./tables.ts";
export type { Upload, UploadedFile } from "./upload.ts";
export { joinWorkers, leaveWorkers, startWorkers, type WorkerPlan, type Workers } from "./workers.ts";
