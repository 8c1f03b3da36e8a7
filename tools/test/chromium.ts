import { existsSync, readFileSync } from "node:fs";
import { runProgram } from "../run-program.ts";
import { say } from "../say.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of the browser tests: `CHROMIUM`, else where Debian and others put it; undefined when there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...places].find((place) => place !== undefined && place !== "" && existsSync(place));
}

/**
 * Makes sure there is a browser: as root on Debian it is installed with Chinese fonts.
 *
 * @returns one sentence that says what to install, or undefined when the browser is there.
 */
export async function ensureChromium(): Promise<string | undefined> {
  if (findChromium()) return undefined;
  const sentence =
    "浏览器测试需要 Chromium 和中文字体：请安装 chromium 与 fonts-noto-cjk，或用 CHROMIUM 指出浏览器。Browser tests need Chromium: install chromium and fonts-noto-cjk, or name a browser in CHROMIUM.";
  if (process.geteuid?.() !== 0 || !isDebian()) return sentence;
  say("正在安装 Chromium 与中文字体，约一两分钟 … installing chromium and fonts-noto-cjk");
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
  ]) {
    const { code, output } = await runProgram("apt-get", args, { env: environment });
    if (code !== 0) return `${sentence}\n${output.trim().split("\n").slice(-5).join("\n")}`;
    say(`  ✓ apt-get ${args[0]}`);
  }
  return findChromium() ? undefined : sentence;
}

function isDebian(): boolean {
  return existsSync("/etc/os-release") && /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
}
