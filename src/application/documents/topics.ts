import { Type } from "typebox";
import { topic } from "../../kernel/outbox/index.ts";

const Text = Type.String({ maxLength: 200 });

/** The module's own later work: a document was numbered, its file is to be made. */
export const makeDocument = topic("application.make-document", Type.Object({ hall: Text, document: Text }));

/** A document can be opened now. */
export const documentMade = topic(
  "application.document-made",
  Type.Object({ hall: Text, application: Text, number: Text, person: Text, document: Text, kind: Text, at: Text }),
);

export const documentTopics = [makeDocument, documentMade];
