import { applicationClosed, caseTopics, draftExpiring, draftSwept, ownerOfUse } from "../application/index.ts";
import {
  accountClosed,
  assuranceChanged,
  contactOf,
  credentialChanged,
  mandateGranted,
  mandateRevoked,
  newDevice,
  personJoined,
  personRegistered,
} from "../identity/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Subscription } from "../kernel/outbox/index.ts";
import { infectionFound } from "../material/index.ts";
import { caseSubscriptions } from "./hear-cases.ts";
import { draftSubscriptions } from "./hear-drafts.ts";
import { closedSubscription, joinSubscription, personSubscriptions } from "./hear-identity.ts";
import { infectionSubscriptions } from "./hear-infections.ts";

/** All news that fill the inbox. */
export const inboxSubscriptions: readonly Subscription<House>[] = [
  ...caseSubscriptions([...caseTopics, applicationClosed], contactOf),
  ...draftSubscriptions([draftExpiring, draftSwept]),
  ...personSubscriptions(
    [personRegistered, credentialChanged, assuranceChanged, mandateGranted, mandateRevoked, newDevice],
    contactOf,
  ),
  ...infectionSubscriptions(infectionFound, ownerOfUse),
  joinSubscription(personJoined),
  closedSubscription(accountClosed),
];
