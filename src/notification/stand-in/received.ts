/** A message that a stand-in took for a phone or a mailbox. */
export interface ReceivedMessage {
  readonly way: "sms" | "mail";
  readonly requestId: string;
  readonly to: string;
  readonly text: string;
  /** ISO instant. */
  readonly at: string;
}

/** What the stand-ins of one process took, the newest last. */
export interface Received {
  readonly messages: readonly ReceivedMessage[];
  add(message: ReceivedMessage): void;
}

/** Keeps the last messages. @param most how many. */
export function createReceived(most = 10_000): Received {
  const messages: ReceivedMessage[] = [];
  return {
    messages,
    add(message) {
      messages.push(message);
      if (messages.length > most) messages.shift();
    },
  };
}
