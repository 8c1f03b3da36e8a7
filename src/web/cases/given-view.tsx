import type { ComponentChildren, VNode } from "preact";
import type { GivenMaterial } from "../../application/index.ts";
import type { Material } from "../../catalogue/index.ts";
import { type Answers, type Context, type Form, pagesOf, summaryOf } from "../../form/index.ts";
import { type StoredFile, sayBytes } from "../../material/index.ts";
import { CardTable, Facts, Fold } from "../../ui/index.ts";
import { caseFileHref } from "./paths.ts";

export interface GivenProps {
  application: string;
  form: Form;
  answers: Answers;
  context: Context;
  /** Materials of the item, in its order. */
  materials: readonly Material[];
  given: readonly GivenMaterial[];
  files: ReadonlyMap<string, StoredFile>;
}

/** 我交的内容: what the case holds now, materials to download, answers folded. */
export function GivenView(props: GivenProps): VNode {
  const { form, answers, context, materials, given } = props;
  const rows = summaryOf(form, answers, context);
  const listed = materials.flatMap((material) => {
    const found = given.find(({ key }) => key === material.key);
    return found ? [{ material, found }] : [];
  });
  return (
    <section aria-labelledby="given" class="stack">
      <h2 id="given">我交的内容</h2>
      <CardTable
        caption={`材料 ${listed.length} 项`}
        empty="这个办件没有交材料。"
        rows={listed}
        rowKey={({ material }) => material.key}
        columns={[
          { head: "材料", role: "name", cell: ({ material }) => material.materialName },
          { head: "交了什么", cell: ({ found }) => <Given found={found} {...props} /> },
        ]}
      />
      {pagesOf(form, answers, context.facts).map(({ key, title }) => (
        <Fold key={key} title={`我填的：${title}`}>
          <Facts
            facts={rows
              .filter(({ page }) => page === key)
              .map(({ label, lines }) => ({ term: label, value: lines.length === 0 ? "没有填" : linesOf(lines) }))}
          />
        </Fold>
      ))}
    </section>
  );
}

function Given({ found, files, application }: GivenProps & { found: GivenMaterial }): VNode {
  if (found.way === "paper") return <>到窗口交纸质</>;
  if (found.way === "licence") return <>从电子证照库调取</>;
  const shown = found.files.flatMap((id) => files.get(id) ?? []);
  return (
    <>
      {shown.map((file, at) => (
        <span key={file.id}>
          {at > 0 ? <br /> : null}
          <a href={caseFileHref(application, file.id)}>{file.name}</a> <span class="quiet">{sayBytes(file.bytes)}</span>
        </span>
      ))}
    </>
  );
}

function linesOf(lines: readonly string[]): ComponentChildren {
  return lines.map((line, at) => (
    <span key={at}>
      {at > 0 ? <br /> : null}
      {line}
    </span>
  ));
}
