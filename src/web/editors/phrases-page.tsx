import { Type } from "typebox";
import { listPhrases, mayKeepShared, retirePhrase, search, teachPhrase } from "../../catalogue/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { heldUntilSignedIn } from "./late.ts";
import { phraseHref, phrasesPath } from "./paths.ts";
import { PhrasesView } from "./phrases-view.tsx";
import { type EditorCall, hallName, requireKeeper, surroundOf } from "./surround.ts";
import { namesOf } from "./words.ts";

const Words = Type.Optional(Type.String({ maxLength: 2000 }));
/** Hits shown of a trial: what a visitor sees without turning the page on a phone. */
const few = 5;

/** What was typed into the form and what is to be mended. */
export interface TypedPhrase {
  readonly said: string;
  /** One official word a line. */
  readonly means: string;
  readonly reason: string;
  readonly faults: Readonly<Record<string, string>>;
}

/** `/editors/phrases`: what people say and the official words for it; a phrase is tried before and after it is taught. */
const phrasesPage = page({
  method: "GET",
  path: phrasesPath,
  role: "staff",
  summary: "百姓的说法配规范用语：试搜、配上、停用；看已有的",
  query: Type.Object({
    /** A phrase to be taught, from the list of what was not found. */
    said: Words,
    /** Official words to be tried. */
    try: Words,
    /** Phrases to be looked up. */
    q: Words,
  }),
  handle: (call) => showPhrases(call, call.query),
});

const teachPage = page({
  method: "POST",
  path: phrasesPath,
  role: "staff",
  summary: "给一个说法配规范用语，或停用一个说法；写明原因",
  body: Type.Object({ said: Words, means: Words, reason: Words, act: Type.Optional(Type.String({ maxLength: 20 })) }),
  lapsed: (call) => heldUntilSignedIn(call),
  async handle(call) {
    const { house, actor, body } = call;
    requireKeeper(actor);
    const { said = "", means = "", reason = "", act = "teach" } = body;
    const run =
      act === "retire"
        ? (tx: Tx) => retirePhrase(house, tx, actor, { said, reason })
        : (tx: Tx) => teachPhrase(house, tx, actor, { said, means: means.split(/[\n、，,；;]+/), reason });
    try {
      await inTransaction(house.db, run);
    } catch (error) {
      if (!(error instanceof HallError) || error.kind === "forbidden" || error.kind === "unavailable") throw error;
      const { fields = {} } = error.details as { fields?: Record<string, string> };
      const faults = Object.keys(fields).length > 0 ? fields : { said: error.message };
      return await showPhrases(call, { said }, { said, means, reason, faults });
    }
    return seeOther(act === "retire" ? phrasesPath : phraseHref(said.trim()));
  },
});

export const phrasePages: readonly Page[] = [phrasesPage, teachPage];

interface Wanted {
  readonly said?: string | undefined;
  readonly try?: string | undefined;
  readonly q?: string | undefined;
}

async function showPhrases(call: EditorCall, wanted: Wanted, refused?: TypedPhrase): Promise<PageAnswer> {
  const { house, actor } = call;
  const { officer, halls } = requireKeeper(actor);
  const hall: HallCode = halls[0] ?? (house.config.hall as HallCode);
  const { said = "", q = "" } = wanted;
  const tried = (wanted.try ?? said).trim();
  const [phrases, exact, found, name, surround] = await Promise.all([
    listPhrases(house.db, q),
    said.trim() === "" ? [] : listPhrases(house.db, said, 1),
    tried === "" ? undefined : search(house.db, { words: tried, hall, pageSize: few }),
    hallName(call, hall),
    surroundOf(call),
  ]);
  const known = exact.find((one) => !one.retired && said.replaceAll(/\s/g, "") === one.said);
  const view = (
    <PhrasesView
      surround={surround}
      csrf={call.csrfToken()}
      mayTeach={mayKeepShared(officer)}
      typed={refused ?? { said, means: known?.means.join("\n") ?? "", reason: "", faults: {} }}
      known={known}
      tried={tried}
      hall={name}
      hits={found && !found.missed ? found.hits : []}
      isVague={found !== undefined && (found.isVague || found.lacking !== undefined)}
      words={q}
      phrases={phrases}
      names={
        await namesOf(
          house.db,
          phrases.map(({ taughtBy }) => taughtBy),
        )
      }
    />
  );
  return show(renderDocument(view), { status: refused ? 422 : 200 });
}
