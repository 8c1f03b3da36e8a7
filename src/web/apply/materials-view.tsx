import type { VNode } from "preact";
import type { Checked, CheckedMaterial } from "../../application/index.ts";
import type { StoredFile } from "../../material/index.ts";
import { ButtonLink, CardTable, FormPage, Links, Notice } from "../../ui/index.ts";
import { formHref } from "../guide/index.ts";
import { heldFile } from "./held-file.ts";
import { MaterialField as Place } from "./material-field.tsx";
import { uploadsHref } from "./material-uploads.ts";
import { hintOf, isOptional } from "./material-words.ts";
import { crumbsOf, type Desk, stepOf } from "./open-desk.tsx";
import { draftHref, fileHref, materialsHref } from "./paths.ts";

export interface MaterialsProps {
  desk: Desk;
  checked: Checked;
  files: ReadonlyMap<string, StoredFile>;
  /** Files just taken. */
  added?: number | undefined;
  /** The session was over when files were sent: they have to be chosen again. */
  isAgain: boolean;
  faults: Readonly<Record<string, string>>;
}

/** Everything to bring: a place for each file, what comes on paper, and what nobody has to bring. */
export function MaterialsView(props: MaterialsProps): VNode {
  const { desk, checked, faults } = props;
  const { opened, frame, call } = desk;
  const asked = checked.materials.filter(({ need }) => need !== "fetched");
  const free = checked.materials.filter(({ need }) => need === "fetched");
  const missing = checked.materials.filter((one) => one.missing);
  const named = new Map(asked.map(({ material }) => [material.key, material.materialName]));
  return (
    <FormPage
      frame={frame}
      title="申请材料"
      step={stepOf(desk, "#materials")}
      crumbs={crumbsOf(desk)}
      lead={leadOf(asked.length, free.length, missing.length)}
      faults={Object.entries(faults).map(([key, text]) => ({ id: fieldId(key), label: named.get(key) ?? key, text }))}
      action={materialsHref(opened.id)}
      csrf={call.csrfToken()}
      files
      otherButtons
      submit={asked.length === 0 ? "继续" : "上传并保存"}
      later={{ words: "回到申请", href: draftHref(opened.id) }}
      before={<Told {...props} missing={missing.length} />}
    >
      {asked.map((one) => (
        <MaterialField key={one.material.key} props={props} one={one} />
      ))}
      {free.length > 0 ? <Free materials={free} props={props} /> : null}
      <Downloads desk={desk} />
    </FormPage>
  );
}

function fieldId(key: string): string {
  return `m-${key}`;
}

function leadOf(asked: number, free: number, missing: number): string {
  if (asked === 0) return free === 0 ? "这次申请不用交材料。" : `${free} 项材料都由大厅核验，您不用交。`;
  // With scripts files arrive while the page stands: what is still missing would go out of date.
  const rest = missing === 0 ? "；已经齐了" : "";
  return `按您的情况要交 ${asked} 项${free > 0 ? `，另有 ${free} 项免提交` : ""}${rest}。`;
}

function Told({ desk, isAgain, added = 0, missing }: MaterialsProps & { missing: number }): VNode | null {
  if (isAgain) {
    return (
      <Notice tone="warn" title="刚才选的文件没有传上来">
        <p>传的时候登录已经过期。请重新选择文件；以前传好的都在。</p>
      </Notice>
    );
  }
  if (added === 0) return null;
  return (
    <Notice
      title={`收到 ${added} 个文件`}
      acts={
        missing === 0 ? (
          <ButtonLink kind="line" size="small" href={draftHref(desk.opened.id)}>
            材料齐了，回到申请
          </ButtonLink>
        ) : undefined
      }
    >
      {missing === 0 ? null : <p>还缺 {missing} 项，可以接着传，也可以以后再传。</p>}
    </Notice>
  );
}

function MaterialField({ props, one }: { props: MaterialsProps; one: CheckedMaterial }): VNode {
  const { desk, files, faults } = props;
  const { material, given } = one;
  const { key } = material;
  const hint = hintOf(material, desk.call.house.codes);
  const held = (given?.files ?? []).flatMap((id) => {
    const file = files.get(id);
    return file ? [heldFile(fileHref(desk.opened.id, id), file, `${key}:${id}`)] : [];
  });
  return (
    <Place
      id={fieldId(key)}
      material={material}
      hint={hint}
      optional={isOptional(one)}
      error={faults[key]}
      held={held}
      isOnPaper={given?.way === "paper"}
      uploadsHref={uploadsHref(desk.opened.id, key)}
    />
  );
}

/** 免提交: what the hall looks up itself. */
function Free({ materials, props }: { materials: readonly CheckedMaterial[]; props: MaterialsProps }): VNode {
  const { codes } = props.desk.call.house;
  return (
    <section aria-labelledby="free">
      <h2 id="free">免提交的材料</h2>
      <CardTable
        caption="免提交的材料"
        captionHidden
        rows={materials}
        rowKey={({ material }) => material.key}
        columns={[
          { head: "材料", role: "name", cell: ({ material }) => material.materialName },
          {
            head: "谁出具",
            cell: ({ material }) => material.issuer ?? codes.label("material_source", material.sourceType ?? ""),
          },
          {
            head: "怎么核验",
            cell: ({ material }) => (material.licenceTypeCode ? "从电子证照库调取" : "由受理部门核验"),
          },
        ]}
      />
    </section>
  );
}

/** Blank forms and samples, where they are there. */
function Downloads({ desk: { frame, item } }: { desk: Desk }): VNode | null {
  const href = formHref(item);
  if (!frame.has(href)) return null;
  return (
    <section aria-labelledby="blanks">
      <h2 id="blanks">空白表格</h2>
      <Links links={[{ href, title: `${item.name}申请表`, meta: "空白，可打印" }]} />
    </section>
  );
}
