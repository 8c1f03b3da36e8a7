import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { RealNameConfig } from "../../kernel/config/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { signRequest } from "./signature.ts";

/** Who knows whether a name and a number belong together (实名核验服务). */
export interface RealNamePort {
  /** Whether this is the name of the holder of this number. */
  checkPerson(claim: { name: string; idNumber: string }): Promise<boolean>;
  /** Whether the register of companies has this legal person with this legal representative. */
  checkRepresentative(claim: {
    uscc: string;
    name: string;
    representative: { name: string; idNumber: string };
  }): Promise<boolean>;
}

const timeoutMs = 5_000;
const Answer = Compile(Type.Object({ match: Type.Boolean() }));

/** The service of the configuration. @throws HallError `identity/no-real-name-check` (unavailable): none is set up. */
export function realNamePortOf(house: Pick<House, "config" | "clock">): RealNamePort {
  const { realName } = house.config;
  if (realName) return createRealNamePort(house, realName);
  throw new HallError("unavailable", "identity/no-real-name-check", "本大厅还没有接入网上实名核验，请带证件到窗口办理");
}

/**
 * Speaks to the service over HTTP.
 *
 * Its functions throw HallError `identity/real-name-away` (unavailable): no answer in 5 s, or none that can be read.
 */
export function createRealNamePort(house: Pick<House, "clock">, config: RealNameConfig): RealNamePort {
  async function ask(path: string, claim: unknown): Promise<boolean> {
    const body = JSON.stringify(claim);
    const at = house.clock.now().toISOString();
    let status = 0;
    try {
      const response = await fetch(`${config.url}${path}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-timestamp": at,
          "x-signature": signRequest(config.key, path, at, body),
        },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = response.status;
      const answer: unknown = JSON.parse(await response.text());
      if (status === 200 && Answer.Check(answer)) return answer.match;
    } catch (cause) {
      throw away(status, cause);
    }
    throw away(status);
  }
  return {
    checkPerson: (claim) => ask("/persons", claim),
    checkRepresentative: (claim) => ask("/representatives", claim),
  };
}

/** The cause says what went wrong; it never holds what was asked. */
function away(status: number, cause?: unknown): HallError {
  const error = new HallError(
    "unavailable",
    "identity/real-name-away",
    "实名核验服务暂时没有回应，请稍后再试或到窗口核验",
  );
  error.cause = cause ?? { status };
  return error;
}
