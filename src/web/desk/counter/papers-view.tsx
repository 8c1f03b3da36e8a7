import type { VNode } from "preact";
import type { Material } from "../../../catalogue/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import { acceptOf, type StoredFile, sayBytes, sayRules } from "../../../material/index.ts";
import { FieldError } from "../../../ui/index.ts";
import { hintOf, materialRules } from "../../apply/index.ts";
import { type PapersTaken, scanName } from "./papers.ts";

export interface PapersProps {
  materials: readonly Material[];
  papers: PapersTaken;
  /** Files of this form, by the names of their inputs. */
  files: Readonly<Record<string, readonly Id[]>>;
  stored: ReadonlyMap<string, StoredFile>;
  /** What is wrong, by key of the material. */
  faults: Readonly<Record<string, string>>;
  codes: Codes;
}

/** 纸质材料: for each what lies on the counter, what was done with it, and its scan. */
export function Papers(props: PapersProps): VNode | null {
  if (props.materials.length === 0) return null;
  return (
    <section class="part" aria-labelledby="papers">
      <h2 id="papers">
        材料 <small>收到的打勾，可以扫描</small>
      </h2>
      <p class="small quiet">扫描件：{sayRules(materialRules)}</p>
      <div class="above">
        {props.materials.map((material) => (
          <Paper key={material.key} {...props} material={material} />
        ))}
      </div>
    </section>
  );
}

function Paper(props: PapersProps & { material: Material }): VNode {
  const { material, papers, codes, files, stored } = props;
  const { key, materialName } = material;
  const hint = hintOf(material, codes);
  const fault = props.faults[key];
  const mark = papers.marks.find((one) => one.key === key);
  const optional = material.isNeed !== undefined && material.isNeed !== "1";
  const scans = (files[scanName(key)] ?? []).flatMap((id) => stored.get(id) ?? []);
  return (
    <div class={fault ? "field has-error" : "field"}>
      <fieldset>
        <legend>
          {materialName}
          {optional ? <span class="optional">（选交）</span> : null}
        </legend>
        {hint ? <p class="hint">{hint}</p> : null}
        <FieldError id={`p-${key}-error`} text={fault} />
        <div class="row">
          <Tick
            id={`p-${key}`}
            name="papers"
            value={key}
            label="收到纸质"
            checked={papers.taken.includes(key)}
            describes={fault ? `p-${key}-error` : undefined}
          />
          <Tick id={`o-${key}`} name="original" value={key} label="原件已核对" checked={mark?.originalSeen === true} />
          <Tick id={`c-${key}`} name="copy" value={key} label="留存复印件" checked={mark?.copyKept === true} />
        </div>
        {scans.map((file) => (
          <p class="small" key={file.id}>
            {file.name}（{sayBytes(file.bytes)}）{" "}
            <button class="button button-plain" type="submit" name="remove" value={file.id}>
              删去<span class="sr">{file.name}</span>
            </button>
          </p>
        ))}
        <div class="upload">
          <label class="small" for={`s-${key}`}>
            扫描件
          </label>{" "}
          <input id={`s-${key}`} type="file" name={scanName(key)} accept={acceptOf(materialRules)} multiple />
        </div>
      </fieldset>
    </div>
  );
}

function Tick(props: {
  id: string;
  name: string;
  value: string;
  label: string;
  checked: boolean;
  describes?: string | undefined;
}): VNode {
  const { id, describes, label, ...input } = props;
  return (
    <span class="choice-s">
      <input type="checkbox" id={id} aria-describedby={describes} {...input} />
      <label for={id}>{label}</label>
    </span>
  );
}
