import type { VNode } from "preact";
import type { Material } from "../../catalogue/index.ts";
import { acceptOf, sayRules } from "../../material/index.ts";
import { Field, type HeldFile, Icon, Option } from "../../ui/index.ts";
import { materialRules } from "./file-rules.ts";
import { isPaperOnly, mayComeOnPaper } from "./material-words.ts";

export interface MaterialFieldProps {
  id: string;
  material: Material;
  hint: string | undefined;
  optional?: boolean;
  error: string | undefined;
  held: readonly HeldFile[];
  /** It was said that it comes on paper. */
  isOnPaper: boolean;
  /** Where the island sends the files. */
  uploadsHref: string;
}

/** The place of one material: its files, and whether it comes on paper instead. */
export function MaterialField(props: MaterialFieldProps): VNode {
  const { id, material, hint, optional, error, held, isOnPaper } = props;
  const { key, materialName } = material;
  if (isPaperOnly(material)) {
    return (
      <div class="field">
        <p class="label">{materialName}</p>
        {hint ? <p class="hint">{hint}</p> : null}
        <p class="filled">
          <Icon name="file-text" />
          只收纸质：提交以后交到窗口，或者寄送。
        </p>
      </div>
    );
  }
  return (
    <div class="stack">
      <Field
        id={id}
        name={key}
        label={materialName}
        hint={hint}
        optional={optional}
        error={error}
        control={{
          kind: "file",
          accept: acceptOf(materialRules),
          limit: sayRules(materialRules),
          held,
          multiple: true,
          upload: { href: props.uploadsHref, mostBytes: materialRules.mostBytes },
        }}
      />
      {mayComeOnPaper(material) ? (
        <>
          <input type="hidden" name="shown" value={key} />
          <Option
            id={`paper-${key}`}
            name="paper"
            type="checkbox"
            choice={{ value: key, label: `${materialName}到窗口交纸质，不上传` }}
            checked={isOnPaper}
          />
        </>
      ) : null}
    </div>
  );
}
