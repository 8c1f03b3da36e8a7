import type { Faults } from "./faults.ts";

/** The gateway that sends text messages, by the protocol of `src/notification/sms/README.md`. */
export interface SmsConfig {
  /** Without a slash at its end. */
  url: string;
  /** The shared secret both sides sign with; at least 32 characters. */
  key: string;
}

/** The server that takes mail. */
export interface MailConfig {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  /** The sender's address. */
  from: string;
}

const leastKey = 32;

/** `SMS_URL` and `SMS_KEY`; both or none. */
export function readSms(faults: Faults): SmsConfig | undefined {
  const url = faults.optionalUrl("SMS_URL", ["http:", "https:"]);
  if (url === undefined) return undefined;
  const key = faults.required("SMS_KEY", `写和短信网关约定的密钥，至少 ${leastKey} 个字符`);
  if (key !== "" && key.length < leastKey) faults.add("SMS_KEY", `太短，至少 ${leastKey} 个字符`);
  return { url: url.replace(/\/+$/, ""), key };
}

/** `SMTP_URL` and `MAIL_FROM`; both or none. */
export function readMail(faults: Faults): MailConfig | undefined {
  const url = faults.optionalUrl("SMTP_URL", ["smtp:", "smtps:"]);
  if (url === undefined) return undefined;
  const from = faults.required("MAIL_FROM", "写发信的邮箱地址");
  if (from !== "" && !/^[^\s@<>]+@[^\s@<>]+$/.test(from)) faults.add("MAIL_FROM", "不是邮箱地址");
  return { url, from };
}
