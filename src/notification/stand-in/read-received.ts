import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { House } from "../../kernel/house/index.ts";
import { signSms } from "../sms/signature.ts";
import type { ReceivedMessage } from "./received.ts";

const List = Compile(
  Type.Array(
    Type.Object({
      way: Type.Union([Type.Literal("sms"), Type.Literal("mail")]),
      requestId: Type.String(),
      to: Type.String(),
      text: Type.String(),
      at: Type.String(),
    }),
  ),
);

/**
 * What the stand-ins of a demo hall received, the newest first. It asks the gateway of the configuration, because the
 * stand-in lives in the first process of the hall only.
 *
 * @returns undefined where no stand-in answers: not a demo, or a demo with a real gateway.
 */
export async function readReceived(
  house: Pick<House, "clock" | "config">,
): Promise<readonly ReceivedMessage[] | undefined> {
  const { sms, demo } = house.config;
  if (!demo || !sms) return undefined;
  const at = house.clock.now().toISOString();
  const headers = { "x-timestamp": at, "x-signature": signSms(sms.key, "/received", at, "") };
  try {
    const response = await fetch(`${sms.url}/received`, {
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(3_000),
    });
    const list: unknown = response.ok ? await response.json() : undefined;
    return List.Check(list) ? list.toReversed() : undefined;
  } catch {
    return undefined;
  }
}
