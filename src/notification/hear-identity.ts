import { CompiledQuery } from "kysely";
import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type Delivery, type Subscription, subscribe, type Topic, wantMessage } from "../kernel/outbox/index.ts";
import { type ContactOf, mobileOf } from "./contact.ts";
import { tellPerson } from "./tell-person.ts";
import { waysOf } from "./ways.ts";

/** The payload of news about a person, as far as it is needed here. */
export interface PersonNews {
  readonly person: string;
  /** credential-changed: what. */
  readonly what?: string;
  /** assurance-changed: the new level. */
  readonly to?: number;
  /** mandate-granted: 代理人 or 法定代表人. */
  readonly role?: string;
}

interface PersonWords {
  readonly title: string;
  readonly body: string;
  readonly template?: string;
}

const levels = ["未实名", "手机号已确认", "已实名", "已当面核验"] as const;

const credentialWords = (title: string, said: string, template?: string): PersonWords => ({
  title,
  body: `您的账号刚刚${said}。如果不是您本人操作，请立即找回密码，或拨打 12345。`,
  ...(template !== undefined && { template }),
});
const ofWork = (title: string, said: string): PersonWords => ({
  title,
  body: `您的工作账号刚刚${said}。如果不是您本人操作，请立即修改密码，并告诉本大厅的管理员。`,
  template: "second-factor-changed",
});

/** By what changed. Of a new password identity sends word by itself, to the phone it knows there. */
const credentials: Readonly<Record<string, PersonWords>> = {
  password: credentialWords("登录密码已修改", "修改了登录密码"),
  phone: credentialWords("手机号已更换", "更换了手机号", "phone-changed"),
  "second-factor-on": ofWork("第二道验证已打开", "打开了第二道验证，以后登录要密码和验证码"),
  "second-factor-off": ofWork("第二道验证已关闭", "关闭了第二道验证"),
  "recovery-code-used": ofWork("用了一个恢复码", "用恢复码通过了第二道验证"),
};

/** What each piece of news says to the person it is about. */
const words: Readonly<Record<string, (news: PersonNews) => PersonWords | undefined>> = {
  "identity.person-registered": () => ({
    title: "注册成功",
    body: "一个账号可以在全省各级网上办事大厅使用。办件的每一步都会在这里告诉您。",
  }),
  "identity.credential-changed": ({ what = "password" }) => credentials[what],
  "identity.new-device": () => ({
    title: "在新的设备上登录",
    body: "您的账号刚刚在没有用过的设备上登录。是您本人就不用理会；不是的话，请立即修改密码，别的设备会一起退出。",
    template: "new-device",
  }),
  "identity.assurance-changed": ({ to = 0 }) => ({
    title: "实名等级有变化",
    body: `您现在的实名等级是 ${to} 级：${levels[to] ?? "已实名"}。`,
  }),
  "identity.mandate-granted": ({ role }) => ({
    title: "您可以代为办事了",
    body: `一家单位已把您登记为${role === "representative" ? "法定代表人" : "代理人"}。登录后选择代谁办理，就可以为它申请。`,
  }),
  "identity.mandate-revoked": () => ({
    title: "授权已经取消",
    body: "一家单位取消了您的授权，您不能再代它办理。正在办的办件由它另行安排。",
  }),
};

/** Hears what happens to a person's account and tells the person. */
export function personSubscriptions(
  topics: readonly Topic<PersonNews>[],
  contactOf: ContactOf,
): readonly Subscription<House>[] {
  return topics.map((topic) =>
    subscribe<House, PersonNews>({
      subscriber: "notification.inbox",
      topic,
      inTransaction: (house, tx, delivery) => tellOfPerson(house, tx, delivery, contactOf),
    }),
  );
}

async function tellOfPerson(house: House, tx: Tx, delivery: Delivery<PersonNews>, contactOf: ContactOf): Promise<void> {
  const { hall, topic, payload, eventId, publishedAt } = delivery;
  const said = words[topic]?.(payload);
  if (!said) return;
  const person = parseId(payload.person);
  const source = `${topic} ${eventId}`;
  const { title, body, template } = said;
  const isNew = await tellPerson(house, tx, { person, source, hall, kind: topic, title, body, at: publishedAt });
  if (!isNew || template === undefined || !waysOf(house).sms) return;
  const mobile = await mobileOf(house, contactOf, person);
  if (mobile !== undefined) await wantMessage(house, tx, { hall, way: "sms", to: mobile, template, facts: {} });
}

/** Hears that two persons were one: what was told to the one that is no more belongs to the other (注册后并入窗口登记的身份). */
export function joinSubscription(topic: Topic<{ person: string; from: string }>): Subscription<House> {
  return subscribe<House, { person: string; from: string }>({
    subscriber: "notification.inbox",
    topic,
    inTransaction: async (_house, tx, { payload }) => {
      const values = [parseId(payload.person), parseId(payload.from)];
      await tx.executeQuery(CompiledQuery.raw(takeOverText, values));
      await tx.deleteFrom("notification.message").where("person_id", "=", parseId(payload.from)).execute();
    },
  });
}

/** Hears that somebody closed the account (注销): the inbox and the wishes of a person who reads no more go with it. */
export function closedSubscription(topic: Topic<{ person: string }>): Subscription<House> {
  return subscribe<House, { person: string }>({
    subscriber: "notification.inbox",
    topic,
    inTransaction: async (_house, tx, { payload }) => {
      const person = parseId(payload.person);
      await tx.deleteFrom("notification.message").where("person_id", "=", person).execute();
      await tx.deleteFrom("notification.preference").where("person_id", "=", person).execute();
    },
  });
}

// The person is the key by which the rows are spread, so they are written anew and not moved.
const takeOverText = `
  INSERT INTO notification.message
    (person_id, id, source, hall, kind, application, number, item, title, body, said_at, read_at)
  SELECT $1, id, source, hall, kind, application, number, item, title, body, said_at, read_at
  FROM notification.message WHERE person_id = $2
  ON CONFLICT (person_id, source) DO NOTHING`;
