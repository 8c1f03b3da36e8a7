import type { AddressInfo } from "node:net";
import type { Clock } from "../../kernel/clock/index.ts";
import { createReceived, type Received } from "./received.ts";

/** How the stand-in behaves: `well`; `busy` says 451, come again; `refuse` says 550, no such mailbox; `hang` never answers. */
export type MailBehaviour = "well" | "busy" | "refuse" | "hang";

/** The stand-in of a mail server, on the loopback address. */
export interface MailStandIn {
  readonly url: string;
  readonly received: Received;
  behave(how: MailBehaviour): void;
  close(): Promise<void>;
}

/** Starts the stand-in. */
export async function startMailStandIn(options: { clock: Clock; received?: Received }): Promise<MailStandIn> {
  // Only a demo and the tests load it.
  const { SMTPServer } = await import("smtp-server");
  const { clock, received = createReceived() } = options;
  let how: MailBehaviour = "well";
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo(_address, _session, callback) {
      if (how === "hang") return;
      const refused = { busy: [451, "come again"], refuse: [550, "no such mailbox"] } as const;
      if (how === "well") return callback();
      const [responseCode, words] = refused[how];
      callback(Object.assign(new Error(words), { responseCode }));
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const mail = Buffer.concat(parts).toString();
        const requestId = /^message-id: *<([^@>]+)/im.exec(mail)?.[1] ?? "";
        const to = session.envelope.rcptTo.map(({ address }) => address).join(", ");
        received.add({ way: "mail", requestId, to, text: bodyOf(mail), at: clock.now().toISOString() });
        callback();
      });
    },
  });
  // A client that gives up in the middle is what the tests want to see, not a fault of the stand-in.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    behave(wanted) {
      how = wanted;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The text of a plain mail as people read it. */
function bodyOf(mail: string): string {
  const [head = "", ...rest] = mail.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n").trim();
  if (/content-transfer-encoding: *base64/i.test(head)) return Buffer.from(body, "base64").toString().trim();
  if (!/content-transfer-encoding: *quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString().trim();
}
