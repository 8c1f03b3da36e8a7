import type { ComponentChildren, VNode } from "preact";
import { articleKey, articlesIn } from "../../disclosure/index.ts";
import { Block, Facts, inHall, type PageFrame } from "../../ui/index.ts";
import { articleId } from "../article-id.ts";
import type { Guide } from "./load-guide.ts";
import { Unwritten } from "./unwritten.tsx";

/** 设定依据; a law of the register is linked to where its page is there. */
export function BasisBlock({ frame, guide }: { frame: PageFrame; guide: Guide }): VNode {
  const { byLaw = [] } = guide.document;
  return (
    <Block id="basis" title="法律依据">
      {byLaw.length === 0 ? (
        <p>
          <Unwritten what="设定依据" />
        </p>
      ) : (
        <Facts
          facts={byLaw.map(({ title, clause = "", text = "", no }, at) => ({
            // What a clause is about is short; the words of a clause are not.
            term: text !== "" && text.length <= 16 ? text : `依据 ${at + 1}`,
            value: (
              <>
                <Law frame={frame} guide={guide} title={title} clause={clause} />
              </>
            ),
            note: [no ?? "", text.length > 16 ? text : ""].filter((one) => one !== "").join("　"),
          }))}
        />
      )}
    </Block>
  );
}

/** The law, and the first article named, each with its page where it is there: the rule leads to its words (K4). */
function Law(props: { frame: PageFrame; guide: Guide; title: string; clause: string }): ComponentChildren {
  const { frame, guide, title, clause } = props;
  const words = title.startsWith("《") ? title : `《${title}》`;
  const law = guide.laws.find((one) => one.title === title)?.law;
  const href = inHall(frame.hall, `/laws/${law}`);
  if (law === undefined || !frame.has(href)) return `${words}${clause}`;
  const [article] = articlesIn(clause);
  return (
    <>
      <a href={href}>{words}</a>
      {article ? <a href={`${href}#${articleId(articleKey(article))}`}>{clause}</a> : clause}
    </>
  );
}
