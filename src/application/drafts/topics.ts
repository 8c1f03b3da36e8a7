import { Type } from "typebox";
import { topic } from "../../kernel/outbox/index.ts";

const Text = Type.String({ maxLength: 1000 });
const facts = { person: Text, draft: Text, hall: Text, item: Text, itemName: Text };

/** A draft has not been touched for long: `deletesOn` (a day) says until when it is kept. */
export const draftExpiring = topic("application.draft-expiring", Type.Object({ ...facts, deletesOn: Text }));

/** A draft was deleted because nobody touched it for 90 days. */
export const draftSwept = topic("application.draft-swept", Type.Object(facts));

/** The news of this room. */
export const draftTopics = [draftExpiring, draftSwept] as const;
