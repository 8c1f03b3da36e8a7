import type { MailConfig } from "../../kernel/config/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Taken } from "../sms/gateway.ts";

/** One mail. */
export interface MailRequest {
  /** Becomes the Message-ID: servers and mailboxes may know a repeated one by it; SMTP itself promises nothing. */
  readonly requestId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const usualTimeoutMs = 10_000;

/**
 * Hands one mail to the server (SMTP).
 *
 * @throws HallError `notification/mail-away` (unavailable); `notification/mail-login-refused` (forbidden).
 */
export async function sendMail(
  config: MailConfig,
  request: MailRequest,
  options: { timeoutMs?: number } = {},
): Promise<Taken> {
  // Loaded with the first mail: many halls send none.
  const { createTransport } = await import("nodemailer");
  const timeout = options.timeoutMs ?? usualTimeoutMs;
  const transport = createTransport({
    url: config.url,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    // A mail holds texts of ours only; nothing is fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const domain = config.from.slice(config.from.indexOf("@") + 1);
    const { requestId, to, subject, text } = request;
    await transport.sendMail({ from: config.from, to, subject, text, messageId: `<${requestId}@${domain}>` });
    return { kind: "taken" };
  } catch (error) {
    const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
    if (code === "EAUTH") {
      throw new HallError("forbidden", "notification/mail-login-refused", "邮件服务器不认我们的账号");
    }
    if (responseCode >= 500 && responseCode < 600) return { kind: "refused", reason: `smtp ${responseCode}` };
    const away = new HallError("unavailable", "notification/mail-away", "邮件服务器暂时不可用，稍后自动再发");
    away.cause = error;
    throw away;
  } finally {
    transport.close();
  }
}
