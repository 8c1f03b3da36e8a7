import { Type } from "typebox";
import { topic } from "../../kernel/outbox/index.ts";

const Text = Type.String({ maxLength: 200 });

/** The module's own later work: a document was numbered, its file is to be made. */
export const makeDocument = topic("application.make-document", Type.Object({ hall: Text, document: Text }));

export const documentTopics = [makeDocument];
