import type { MessageWay } from "../kernel/outbox/index.ts";

/** One text to the outside. Its blanks `{name}` are filled with the facts of the wanted message. */
export interface Template {
  readonly ways: readonly MessageWay[];
  /** Sent at any hour; others wait for the morning. Codes, for which a person waits, and alarms about the account. */
  readonly urgent: boolean;
  /** Chinese, short; the name of the hall is put before it. Says no more of a person than that something happened. */
  readonly text: string;
  /** Of a mail. */
  readonly subject?: string;
}

const code = "工作人员不会向您索要，请勿告诉他人。";

/** Every text that leaves the hall by text message or mail. */
export const templates: Readonly<Record<string, Template>> = {
  "login-code": { ways: ["sms"], urgent: true, text: `登录验证码 {code}，{minutes} 分钟内有效。${code}` },
  "register-code": { ways: ["sms"], urgent: true, text: `注册验证码 {code}，{minutes} 分钟内有效。${code}` },
  "change-phone-code": { ways: ["sms"], urgent: true, text: `更换手机号验证码 {code}，{minutes} 分钟内有效。${code}` },
  "reset-password-code": { ways: ["sms"], urgent: true, text: `重设密码验证码 {code}，{minutes} 分钟内有效。${code}` },
  "mail-code": {
    ways: ["mail"],
    urgent: true,
    subject: "确认您的邮箱",
    text: "验证码 {code}，{minutes} 分钟内有效。填到网厅的“通知方式”页面，办件的消息以后也会发到这个邮箱。如果不是您本人操作，不用理会。",
  },
  "password-changed": { ways: ["sms"], urgent: true, text: "您的登录密码已修改。如非本人操作，请立即找回密码。" },
  "phone-changed": { ways: ["sms"], urgent: true, text: "您的账号已换用这个手机号。如非本人操作，请拨打 12345。" },
  "new-device": { ways: ["sms"], urgent: true, text: "您的账号在新的设备上登录。如非本人操作，请立即修改密码。" },
  "second-factor-changed": {
    ways: ["sms"],
    urgent: true,
    text: "您的工作账号的第二道验证有变动。如非本人操作，请立即修改密码，并告诉本大厅的管理员。",
  },
  "case-correction": {
    ways: ["sms", "mail"],
    urgent: false,
    subject: "办件需要补正",
    text: "您的办件（尾号 {tail}）需要补正材料，请登录网厅查看要补什么、截止哪天。",
  },
  "case-accepted": {
    ways: ["sms", "mail"],
    urgent: false,
    subject: "办件已受理",
    text: "您的办件（尾号 {tail}）已受理，可登录网厅查看办理时限。",
  },
  "case-not-accepted": {
    ways: ["sms", "mail"],
    urgent: false,
    subject: "办件不予受理",
    text: "您的办件（尾号 {tail}）不予受理，请登录网厅查看理由和救济途径。",
  },
  "case-decided": {
    ways: ["sms", "mail"],
    urgent: false,
    subject: "办件已有决定",
    text: "您的办件（尾号 {tail}）已作出决定，请登录网厅查看。",
  },
  "case-delivered": {
    ways: ["sms", "mail"],
    urgent: false,
    subject: "办理结果已送出",
    text: "您的办件（尾号 {tail}）的办理结果已送出，请登录网厅查看怎么领取。",
  },
  "case-news": {
    ways: ["mail"],
    urgent: false,
    subject: "办件有新进展",
    text: "您的办件（尾号 {tail}）有新进展，请登录网厅查看。",
  },
};
