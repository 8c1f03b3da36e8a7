import { randomInt, timingSafeEqual } from "node:crypto";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { wantMessage } from "../kernel/outbox/index.ts";
import type { SendingHouse } from "./plan-message.ts";
import { mailAskedPlace, mailPlace } from "./preferences.ts";
import { wishesOwner } from "./rights.ts";
import { waysOf } from "./ways.ts";

const codeMinutes = 30;
const mostTries = 5;
/** Between two codes to the same person: nobody fills another's mailbox through us. */
const betweenCodesMs = 60_000;

/** Switches text messages about cases on or off (短信通知). Codes come in any case. */
export async function setSms(house: SendingHouse, tx: Tx, actor: Actor, command: { on: boolean }): Promise<void> {
  const person = wishesOwner(actor);
  const row = { sms: command.on, changed_at: house.clock.now() };
  await tx
    .insertInto("notification.preference")
    .values({ ...nothing, ...row, person_id: person })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
    .execute();
}

/**
 * Asks for mail to an address: it is used once the code that goes there has come back.
 *
 * @throws HallError `notification/bad-mail` (invalid), `notification/no-mail-server` (unavailable),
 *   `notification/code-just-sent` (conflict) within a minute of the last code.
 */
export async function askMail(house: SendingHouse, tx: Tx, actor: Actor, command: { mail: string }): Promise<void> {
  const person = wishesOwner(actor);
  const to = parseMail(command.mail);
  if (!waysOf(house).mail) {
    throw new HallError("unavailable", "notification/no-mail-server", "本大厅没有开通邮件通知");
  }
  const now = house.clock.now();
  const until = new Date(now.getTime() + codeMinutes * 60_000);
  const code = `${randomInt(1_000_000)}`.padStart(6, "0");
  const asked = {
    mail_asked: house.seal.seal(to, mailAskedPlace(person)),
    mail_code: digestOf(house, person, code),
    mail_code_until: until,
    mail_tries: 0,
    changed_at: now,
  };
  const earliest = new Date(until.getTime() - betweenCodesMs);
  const written = await tx
    .insertInto("notification.preference")
    .values({ ...nothing, ...asked, person_id: person })
    .onConflict((conflict) =>
      conflict
        .column("person_id")
        .doUpdateSet(asked)
        .where((is) =>
          is.or([
            is("notification.preference.mail_code_until", "is", null),
            is("notification.preference.mail_code_until", "<=", earliest),
          ]),
        ),
    )
    .returning("person_id")
    .executeTakeFirst();
  if (!written) throw new HallError("conflict", "notification/code-just-sent", "验证码刚刚发出，请过一分钟再试");
  await wantMessage(house, tx, {
    hall: parseHallCode(house.config.hall),
    way: "mail",
    to,
    template: "mail-code",
    facts: { code, minutes: `${codeMinutes}` },
    validUntil: until,
  });
}

/** What became of a code that was typed in. `wrong` was counted, so it is told and not thrown: the count must stay. */
export type CodeOutcome = "confirmed" | "wrong";

/**
 * Confirms the address by its code.
 *
 * @throws HallError `notification/no-code` (conflict): none is waiting, it has run out, or five wrong ones were typed.
 */
export async function confirmMail(
  house: SendingHouse,
  tx: Tx,
  actor: Actor,
  command: { code: string },
): Promise<CodeOutcome> {
  const person = wishesOwner(actor);
  const row = await tx
    .selectFrom("notification.preference")
    .select(["mail_asked", "mail_code", "mail_code_until", "mail_tries"])
    .where("person_id", "=", person)
    .forUpdate()
    .executeTakeFirst();
  const now = house.clock.now();
  const isOpen = row?.mail_code_until && row.mail_code_until > now && row.mail_tries < mostTries;
  if (!isOpen || !row.mail_code || !row.mail_asked) {
    throw new HallError("conflict", "notification/no-code", "验证码已经失效，请重新获取");
  }
  const isRight = timingSafeEqual(row.mail_code, digestOf(house, person, command.code));
  const address = house.seal.open(row.mail_asked, mailAskedPlace(person));
  await tx
    .updateTable("notification.preference")
    .set(
      isRight
        ? { ...noCode, mail: house.seal.seal(address, mailPlace(person)), changed_at: now }
        : { mail_tries: row.mail_tries + 1 },
    )
    .where("person_id", "=", person)
    .execute();
  return isRight ? "confirmed" : "wrong";
}

/** Sends no more mail to the person, and forgets the address. */
export async function dropMail(house: SendingHouse, tx: Tx, actor: Actor): Promise<void> {
  await tx
    .updateTable("notification.preference")
    .set({ ...noCode, mail: null, changed_at: house.clock.now() })
    .where("person_id", "=", wishesOwner(actor))
    .execute();
}

const noCode = { mail_asked: null, mail_code: null, mail_code_until: null, mail_tries: 0 };
const nothing = { ...noCode, sms: true, mail: null };

function digestOf(house: SendingHouse, person: Id, code: string): Buffer {
  return house.seal.digest("notification.mail-code", `${person} ${code}`);
}

/** Enough to send to; whether somebody reads there, the code shows. */
function parseMail(text: string): string {
  const mail = text.trim();
  if (mail.length <= 100 && /^[^\s@<>,;:"()[\]\\]+@[a-z\d-]+(\.[a-z\d-]+)+$/i.test(mail)) return mail;
  throw new HallError("invalid", "notification/bad-mail", "邮箱地址不对", {
    fields: { mail: "请填写邮箱地址，例如 name@example.com" },
  });
}
