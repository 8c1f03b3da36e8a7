import { Type } from "typebox";
import type { HallCode } from "../../codes/index.ts";
import type { Tx } from "../../db/index.ts";
import { HallError } from "../../errors/index.ts";
import { type Delivery, type OutboxHouse, type PayloadOf, subscribe, topic } from "../index.ts";

/** 发布方：声明事件。 */
export const applicationDecided = topic("application.decided", Type.Object({ applicationId: Type.String() }));

/** 发布方：与状态写在同一个事务里；lane 让同一办件的事件保持先后。 */
export async function decide(house: OutboxHouse, tx: Tx, hall: HallCode, applicationId: string): Promise<void> {
  const payload = { applicationId };
  await house.outbox.publish(tx, { hall, topic: applicationDecided, payload, lane: applicationId });
}

type Decided = Delivery<PayloadOf<typeof applicationDecided>>;

/** 对外发短信的端口，替身在测试里。 */
export interface SmsHouse extends OutboxHouse {
  readonly sms: { send(key: string, text: string): Promise<boolean> };
}

/** 订阅方，对外：至少一次，对方凭 delivery.id 认出重复；对方不在就抛 unavailable。 */
async function tellApplicant(house: SmsHouse, delivery: Decided): Promise<void> {
  const sent = await house.sms.send(delivery.id, `您的办件 ${delivery.payload.applicationId} 已办结`);
  if (!sent) throw new HallError("unavailable", "notification/sms-away", "短信平台暂时不可用");
}

/** 订阅方的清单，由模块交给 house。 */
export const subscriptions = [
  subscribe({ subscriber: "notification", topic: applicationDecided, outside: tellApplicant }),
];
