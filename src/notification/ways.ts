import type { House } from "../kernel/house/index.ts";
import type { MessageWay } from "../kernel/outbox/index.ts";
import { type Circuit, createCircuit } from "./circuit.ts";
import { sendMail } from "./mail/send-mail.ts";
import { sendSms, type Taken } from "./sms/gateway.ts";

/** A text ready to leave, whatever the way. */
export interface Outgoing {
  readonly requestId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly validUntil: Date | undefined;
}

/** One way out of the hall: a gateway behind its circuit. */
export interface Way {
  /** @throws HallError unavailable when the gateway is away, forbidden when it does not know us. */
  send(outgoing: Outgoing, signal?: AbortSignal): Promise<Taken>;
  isResting(): boolean;
}

type Ways = Readonly<Record<MessageWay, Way | undefined>>;
type WaysHouse = Pick<House, "clock" | "config">;

/** One set for each house of this process: the circuits remember how the gateways answered last. */
const opened = new WeakMap<WaysHouse, Ways>();

/** The ways of a house; one that is not set up is undefined. */
export function waysOf(house: WaysHouse): Ways {
  const known = opened.get(house);
  return known ?? openWays(house);
}

/** Opens the ways anew. @param options.timeoutMs how long a gateway may take; default 10 s. */
export function openWays(house: WaysHouse, options: { timeoutMs?: number } = {}): Ways {
  const ways: Ways = { sms: smsWay(house, options), mail: mailWay(house, options) };
  opened.set(house, ways);
  return ways;
}

function smsWay(house: WaysHouse, options: { timeoutMs?: number }): Way | undefined {
  const { sms, publicUrl } = house.config;
  if (!sms) return undefined;
  const reportTo = `${publicUrl}/api/notification/sms-reports`;
  return behind(createCircuit(house.clock), async ({ requestId, to, text, validUntil }, signal) => {
    const request = { requestId, to, text, validUntil, reportTo };
    return await sendSms(house, sms, request, { ...options, ...(signal && { signal }) });
  });
}

function mailWay(house: WaysHouse, options: { timeoutMs?: number }): Way | undefined {
  const { mail } = house.config;
  if (!mail) return undefined;
  return behind(createCircuit(house.clock), async (outgoing) => await sendMail(mail, outgoing, options));
}

function behind(circuit: Circuit, send: Way["send"]): Way {
  return {
    isResting: circuit.isResting,
    send: (outgoing, signal) => circuit.run(() => send(outgoing, signal)),
  };
}
