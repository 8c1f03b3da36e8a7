import { type ErrorKind, HallError } from "../errors/index.ts";

/** Anything that went wrong, ready to be said: as problem+json (RFC 9457) or as a page. */
export interface Failure {
  readonly status: number;
  /** `module/what`. */
  readonly code: string;
  /** A few Chinese words: the title of the page. */
  readonly title: string;
  /** What happened. */
  readonly message: string;
  /** What the person can do now. */
  readonly mend: string;
  /** Field → what to mend. */
  readonly fields: Readonly<Record<string, string>>;
  /** When to come again, for 429 and 503. */
  readonly retryAfterSeconds?: number;
  /** Methods for the `Allow` header of a 405. */
  readonly allow?: readonly string[];
  /** A fault of ours: written to the log with its stack. */
  readonly defect: boolean;
}

const kindStatus: Record<ErrorKind, number> = {
  invalid: 422,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

/** Refusals of this room that HTTP tells apart more finely than kinds do. */
const codeStatus: Readonly<Record<string, number>> = {
  "kernel/sign-in-needed": 401,
  "kernel/malformed": 400,
  "kernel/bad-query": 400,
  "kernel/foreign-address": 400,
  "kernel/method-not-allowed": 405,
  "kernel/too-large": 413,
  "kernel/wrong-content-type": 415,
  "kernel/too-many-requests": 429,
};

const titles: Readonly<Record<number, string>> = {
  400: "这个请求看不懂",
  401: "请先登录",
  403: "您不能进入这里",
  404: "没有找到这个页面",
  405: "不能这样打开",
  409: "情况已经变化",
  413: "内容太大",
  415: "内容的格式不对",
  422: "有内容需要改正",
  429: "操作太频繁",
  500: "网厅出了差错",
  503: "暂时办不了",
};

const mends: Readonly<Record<number, string>> = {
  400: "请返回上一页重试；如果是从别处点进来的，请从首页重新进入。",
  401: "登录后再打开这一页。",
  403: "请换用有权限的身份登录；表单页面请返回上一页刷新后重新提交。",
  404: "请核对网址，或从首页搜索要办的事项。",
  405: "请返回上一页，按页面上的按钮操作。",
  409: "请刷新页面，看看现在的情况再操作。",
  413: "请减小内容或压缩文件后再提交。",
  415: "请按接口文档要求的格式提交。",
  422: "请按提示改正后重新提交。",
  429: "请稍等一会儿再试。",
  500: "我们已经记下这个差错。请稍后再试；急事请拨打 12345，并告知请求编号。",
  503: "请稍后再试；急事请拨打 12345，并告知请求编号。",
};

/** What Fastify refuses by itself, in our words. */
const fastifyRefusals: Readonly<Record<string, () => HallError>> = {
  FST_ERR_BAD_URL: () => malformed("网址的写法不对"),
  FST_ERR_MAX_PARAM_LENGTH: () => notFound(),
  FST_ERR_NOT_FOUND: () => notFound(),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new HallError("invalid", "kernel/too-large", "提交的内容超过了上限"),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new HallError("invalid", "kernel/wrong-content-type", "提交内容的格式这里不接受"),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => malformed("提交的内容不完整"),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => malformed("没有收到内容"),
  FST_ERR_CTP_INVALID_JSON_BODY: () => malformed("提交的内容不是正确的 JSON"),
  FST_ERR_HANDLER_TIMEOUT: () => new HallError("unavailable", "kernel/busy", "现在办理的人多，没有等到结果"),
};

/** The refusal of something that is not well-formed HTTP, JSON, UTF-8 or form encoding (400). @param message Chinese. */
export function malformed(message: string): HallError {
  return new HallError("invalid", "kernel/malformed", message);
}

/** The refusal of an address nothing is at (404). */
export function notFound(): HallError {
  return new HallError("not-found", "kernel/not-found", "没有找到这个页面");
}

/**
 * Turns anything thrown into what may be said outside: a HallError in its own words, a refusal of Fastify in ours, and everything else
 * as a defect without any inner word.
 */
export function failureOf(error: unknown): Failure {
  const refusal = refusalOf(error);
  if (!refusal) return failure(500, "kernel/defect", "网厅处理时出了差错，您的操作没有完成", {}, true);
  const status = codeStatus[refusal.code] ?? kindStatus[refusal.kind];
  return failure(status, refusal.code, refusal.message, refusal.details, false);
}

function refusalOf(error: unknown): HallError | undefined {
  if (error instanceof HallError) return error;
  if (!(error instanceof Error)) return undefined;
  const known = "code" in error && typeof error.code === "string" ? fastifyRefusals[error.code] : undefined;
  if (known) return known();
  // Fastify and its JSON parser mark faults of the request with a 4xx status.
  const status = "statusCode" in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? malformed("提交的内容看不懂") : undefined;
}

function failure(
  status: number,
  code: string,
  message: string,
  details: Record<string, unknown>,
  defect: boolean,
): Failure {
  const wait = Number(details.retryAfterSeconds);
  const retryAfterSeconds = Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : status === 503 ? 10 : undefined;
  return {
    status,
    code,
    title: titles[status] ?? "没有办成",
    message,
    mend: mends[status] ?? "请返回上一页重试。",
    fields: fieldsOf(details),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(Array.isArray(details.allow) ? { allow: details.allow.map(String) } : {}),
    defect,
  };
}

function fieldsOf(details: Record<string, unknown>): Record<string, string> {
  if (typeof details.fields !== "object" || details.fields === null) return {};
  return Object.fromEntries(Object.entries(details.fields).map(([name, words]) => [name, String(words)]));
}
