import type { Draft } from "../../form/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { sealedPlace } from "../../kernel/seal/index.ts";

type Sealing = Pick<House, "seal">;

/** Seals what was filled in. */
export function sealAnswers({ seal }: Sealing, id: string, draft: Draft): Buffer {
  return seal.seal(JSON.stringify(draft), sealedPlace("application.draft", "answers", id));
}

/** Opens what `sealAnswers` sealed; nothing, once the case has it. */
export function openAnswers({ seal }: Sealing, id: string, sealed: Buffer | null): Draft {
  if (sealed === null) return { answers: {}, typed: {} };
  const opened: Draft = JSON.parse(seal.open(sealed, sealedPlace("application.draft", "answers", id)));
  return opened;
}

/** Seals the fields of a late form. */
export function sealFields({ seal }: Sealing, draft: string, page: string, fields: LateFields): Buffer {
  return seal.seal(JSON.stringify(fields), sealedPlace("application.late_form", "fields", draft, page));
}

/** Opens what `sealFields` sealed. */
export function openFields({ seal }: Sealing, draft: string, page: string, sealed: Buffer): LateFields {
  const opened: LateFields = JSON.parse(seal.open(sealed, sealedPlace("application.late_form", "fields", draft, page)));
  return opened;
}

/** Fields of a form as they were typed. */
export type LateFields = Readonly<Record<string, string | readonly string[]>>;
