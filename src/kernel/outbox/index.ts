export { type BackOff, standardBackOff } from "./back-off.ts";
export {
  countDeliveries,
  type DeadDelivery,
  discard,
  listDead,
  replay,
  replayAll,
  type SubscriberCount,
} from "./dead.ts";
export type { SqlPiece } from "./insert.ts";
export {
  type MessageHouse,
  type MessageWay,
  messagePlace,
  messageWanted,
  type WantedMessage,
  wantMessage,
} from "./messages.ts";
export { createOutbox, type NewEvent, type NewJob, type Outbox } from "./outbox.ts";
export { type Every, type Schedule, schedule } from "./schedule.ts";
export {
  type Delivery,
  type Handling,
  type InTransaction,
  type OutboxHouse,
  type Outside,
  type Subscription,
  subscribe,
  work,
} from "./subscription.ts";
export { outboxTables } from "./tables.ts";
export { deliveryDiscarded, type PayloadOf, type Topic, topic } from "./topic.ts";
export { createWorker, type Tally, type Worker, type WorkerOptions } from "./worker.ts";
