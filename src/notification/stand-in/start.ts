import { randomBytes } from "node:crypto";
import type { Clock } from "../../kernel/clock/index.ts";
import type { Config } from "../../kernel/config/index.ts";
import { startMailStandIn } from "./mail-server.ts";
import { createReceived } from "./received.ts";
import { startSmsStandIn } from "./sms-gateway.ts";

/** Stand-ins that run, and the settings that lead to them. */
export interface StandIns extends AsyncDisposable {
  /** The same configuration with the gateways that were missing. */
  readonly config: Config;
  /** The same for the environment of further processes. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Starts a stand-in for each gateway the configuration lacks, on loopback ports of this process, so that a demo hall sends text
 * messages and mail that nobody but `/demo/phone` receives.
 *
 * @param config of a demo hall. @returns what to go on with; dispose it when the hall has stopped.
 */
export async function startStandIns(config: Config, clock: Clock): Promise<StandIns> {
  await using opened = new AsyncDisposableStack();
  const received = createReceived(200);
  const env: Record<string, string> = {};
  const full = { ...config };
  if (!config.sms) {
    const key = randomBytes(32).toString("hex");
    const gateway = await startSmsStandIn({ clock, key, received, reports: true });
    opened.defer(() => gateway.close());
    full.sms = { url: gateway.url, key };
    Object.assign(env, { SMS_URL: gateway.url, SMS_KEY: key });
  }
  if (!config.mail) {
    const server = await startMailStandIn({ clock, received });
    opened.defer(() => server.close());
    full.mail = { url: server.url, from: "hall@example.invalid" };
    Object.assign(env, { SMTP_URL: server.url, MAIL_FROM: full.mail.from });
  }
  const running = opened.move();
  return { config: full, env, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
