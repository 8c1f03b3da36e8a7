import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { Clock } from "../../kernel/clock/index.ts";
import type { SmsConfig } from "../../kernel/config/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { signSms } from "./signature.ts";

/** One text message for the gateway. */
export interface SmsRequest {
  /** The same over all tries: the gateway sends it once. */
  readonly requestId: string;
  /** 11-digit mobile number. */
  readonly to: string;
  readonly text: string;
  /** The gateway drops it afterwards. */
  readonly validUntil: Date | undefined;
  /** Where the gateway tells what became of it. */
  readonly reportTo: string;
}

/** What became of a request: taken on, or refused for good (a number that does not exist, a text not allowed). */
export type Taken = { readonly kind: "taken" } | { readonly kind: "refused"; readonly reason: string };

const usualTimeoutMs = 10_000;
const Answer = Compile(Type.Object({ requestId: Type.String() }));
const Refusal = Compile(Type.Object({ reason: Type.String({ maxLength: 100 }) }));

/**
 * Hands one text message to the gateway, by the protocol of `README.md` in this folder.
 *
 * @throws HallError `notification/sms-away` (unavailable): no answer in 10 s, or one that says to come again;
 *   `notification/sms-key-refused` (forbidden): the gateway does not know our key.
 */
export async function sendSms(
  house: { clock: Clock },
  config: SmsConfig,
  request: SmsRequest,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Taken> {
  const body = JSON.stringify(request);
  const at = house.clock.now().toISOString();
  const limit = AbortSignal.timeout(options.timeoutMs ?? usualTimeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  let status: number;
  let answer: unknown;
  let retryAt: Date | undefined;
  try {
    const response = await fetch(`${config.url}/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-request-id": request.requestId,
        "x-timestamp": at,
        "x-signature": signSms(config.key, "/messages", at, body),
      },
      body,
      redirect: "error",
      signal,
    });
    status = response.status;
    retryAt = laterBy(house.clock, response.headers.get("retry-after"));
    answer = JSON.parse((await response.text()) || "null");
  } catch (error) {
    throw away(error);
  }
  if ((status === 200 || status === 202) && Answer.Check(answer) && answer.requestId === request.requestId) {
    return { kind: "taken" };
  }
  if (status === 401 || status === 403) {
    throw new HallError("forbidden", "notification/sms-key-refused", "短信网关不认我们的密钥", { status });
  }
  if (status === 422) return { kind: "refused", reason: Refusal.Check(answer) ? answer.reason : "no reason given" };
  throw away({ status }, retryAt);
}

/** Seconds of a Retry-After header (RFC 9110 10.2.3), up to an hour; a date in it is not understood. */
function laterBy(clock: Clock, seconds: string | null): Date | undefined {
  if (seconds === null || !/^\d{1,6}$/.test(seconds)) return undefined;
  return new Date(clock.now().getTime() + Math.min(Number(seconds), 3_600) * 1_000);
}

function away(cause: unknown, retryAt?: Date): HallError {
  const details = retryAt ? { retryAt } : {};
  const error = new HallError("unavailable", "notification/sms-away", "短信网关暂时不可用，稍后自动再发", details);
  error.cause = cause;
  return error;
}
