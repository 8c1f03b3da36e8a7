import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { changePassword } from "./change-password.ts";
import { codeSentTo, hall, newIdNumber, newPhone, newPost, officer, sessionOf, system } from "./identity.fixture.ts";
import type { Opened } from "./open-account-session.ts";
import { requestCode } from "./phone-code.ts";
import { proveIdentity } from "./prove-identity.ts";
import type { RealNamePort } from "./real-name/port.ts";
import { register } from "./register.ts";
import { registerAtCounter } from "./register-at-counter.ts";
import { actorOfSession } from "./session-facts.ts";
import { signIn } from "./sign-in.ts";
import { appoint, engageStaff } from "./staff.ts";

export const password = "一句足够长的试验密码";
/** What an administrator hands over. */
export const given = "交给新同事的第一句话";
export const place = { address: "192.0.2.1", device: "试验浏览器" };

/** Says yes to everybody. */
export const yes: RealNamePort = { checkPerson: async () => true, checkRepresentative: async () => true };
export const no: RealNamePort = { checkPerson: async () => false, checkRepresentative: async () => false };

/** Somebody who has just registered by phone. */
export async function registered(house: House, phone = newPhone()): Promise<Opened & { phone: string }> {
  await requestCode(house, { phone, purpose: "register", address: phone });
  const code = await codeSentTo(house, phone);
  return { ...(await register(house, { phone, code, password, ...place })), phone };
}

/** Somebody who has proved his name: level 2. */
export async function proven(house: House, name = "张样例", idNumber = newIdNumber()) {
  const first = await registered(house);
  const session = await sessionOf(house, first);
  const actor = actorOfSession(session);
  const opened = await proveIdentity(house, yes, actor, { name, idNumber, session, device: place.device });
  return { ...opened, phone: first.phone, name, idNumber };
}

/** Somebody known from a counter, without an account. */
export async function atCounter(house: House, name = "刘样例", idNumber = newIdNumber()) {
  const visitor = { hall, name, idNumber };
  const act = inTransaction(house.db, (tx) => registerAtCounter(house, tx, officer("window-officer"), visitor));
  return { ...(await act), name, idNumber };
}

let engaged = 0;
/** An officer with an account, and on posts with these duties. */
export async function staffWith(house: House, ...duties: string[]) {
  engaged += 1;
  const loginName = `officer-${engaged}`;
  const { account } = await engageStaff(house, system, { hall, name: "吴窗口", loginName, password: given });
  const actor = actorOfSession(
    await sessionOf(house, await signIn(house, { name: loginName, password: given, ...place })),
  );
  await changePassword(house, actor, { old: given, password, ...place });
  const posts: string[] = [];
  for (const duty of duties) {
    const post = await newPost(house, [duty]);
    await inTransaction(house.db, (tx) => appoint(house, tx, system, { account, hall, post }));
    posts.push(post);
  }
  return { account, loginName, posts };
}
