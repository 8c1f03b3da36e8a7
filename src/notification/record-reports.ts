import { isHallCode } from "../kernel/codes/index.ts";
import { runStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { isId } from "../kernel/ids/index.ts";
import type { SendingHouse } from "./plan-message.ts";
import { isSignedSms, reportsText } from "./sms/signature.ts";

/** What the gateway says became of one text message. */
export interface SmsReport {
  /** As we gave it: `<hall>-<id>`. */
  readonly requestId: string;
  readonly state: "delivered" | "failed";
  /** ISO instant. */
  readonly at: string;
  readonly reason?: string | undefined;
}

/**
 * Takes in the delivery reports of the gateway (状态回报). The same report twice changes nothing; one for a message whose
 * answer was lost settles it, so that it is not sent again.
 *
 * @returns how many messages changed.
 * @throws HallError `notification/not-the-gateway` (forbidden) for a wrong or old signature.
 */
export async function recordReports(
  house: SendingHouse,
  said: { at: string; signature: string; reports: readonly SmsReport[] },
): Promise<number> {
  const key = house.config.sms?.key;
  const { at, signature, reports } = said;
  const body = reportsText(reports);
  if (key === undefined || !isSignedSms(key, { path: "/sms-reports", at, signature, body }, house.clock.now())) {
    throw new HallError("forbidden", "notification/not-the-gateway", "签名不对，没有记下回报");
  }
  let changed = 0;
  for (const { requestId, state, at: reportedAt, reason } of reports) {
    const [hall = "", id = ""] = [requestId.slice(0, 6), requestId.slice(7)];
    if (!isHallCode(hall) || !isId(id)) continue;
    const values = [hall, id, state, new Date(reportedAt), reason ?? null];
    changed += (await runStatement(house.db, reportText, values)).length;
  }
  return changed;
}

// Only what is on its way: a report that was delivered late does not undo the one that came before.
const reportText = `
  UPDATE notification.sending SET state = $3, settled_at = $4, reason = $5
  WHERE hall = $1 AND id = $2 AND way = 'sms' AND state IN ('waiting', 'sent') RETURNING id`;
