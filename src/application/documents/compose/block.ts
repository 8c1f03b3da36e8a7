/** One part of a document, before it is set. */
export type Block =
  | { is: "paragraph"; text: string; indent?: boolean }
  | { is: "items"; items: readonly string[] }
  | { is: "facts"; rows: readonly (readonly [label: string, value: string])[] }
  | { is: "table"; columns: readonly TableColumn[]; rows: readonly (readonly string[])[] };

/** A column; the parts add up to 1. */
export interface TableColumn {
  title: string;
  part: number;
  centred?: boolean;
}

/** A document ready to be set. */
export interface Composed {
  title: string;
  number: string;
  caseNumber: string;
  to: string;
  blocks: readonly Block[];
  issuer: string;
  date: string;
}

export function paragraph(text: string): Block {
  return { is: "paragraph", text, indent: true };
}
