import type { Faults } from "./faults.ts";

/** Where a virus scanner speaks clamd's protocol: a TCP port, or a socket of this machine. */
export type ScannerConfig = { readonly host: string; readonly port: number } | { readonly path: string };

const mend = "写 主机:端口（如 127.0.0.1:3310）或套接字的绝对路径";

/** `CLAMD`; absent: files are kept unscanned, and say so. */
export function readScanner(faults: Faults): ScannerConfig | undefined {
  const given = faults.text("CLAMD", "");
  if (given === "") return undefined;
  if (given.startsWith("/")) return { path: given };
  const [, host = "", port = ""] = /^(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(given) ?? [];
  const number = Number(port);
  if (host !== "" && number >= 1 && number <= 65535) return { host: host.replace(/^\[|\]$/g, ""), port: number };
  faults.add("CLAMD", `现在是“${given}”，${mend}`);
  return undefined;
}
