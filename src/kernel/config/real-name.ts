import type { Faults } from "./faults.ts";

/** The service that knows whether a name and a number belong together, by the protocol of `src/identity/real-name/README.md`. */
export interface RealNameConfig {
  /** Without a slash at its end. */
  url: string;
  /** The shared secret both sides sign with; at least 32 characters. */
  key: string;
}

const leastKey = 32;

/** `REAL_NAME_URL` and `REAL_NAME_KEY`; both or none. */
export function readRealName(faults: Faults): RealNameConfig | undefined {
  const url = faults.optionalUrl("REAL_NAME_URL", ["http:", "https:"]);
  if (url === undefined) return undefined;
  const key = faults.required("REAL_NAME_KEY", `写和核验服务约定的密钥，至少 ${leastKey} 个字符`);
  if (key !== "" && key.length < leastKey) faults.add("REAL_NAME_KEY", `太短，至少 ${leastKey} 个字符`);
  return { url: url.replace(/\/+$/, ""), key };
}
