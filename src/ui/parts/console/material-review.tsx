// biome-ignore-all lint/a11y/noRedundantRoles: on phones CSS makes blocks of the cells and browsers then drop the table; explicit roles keep it (study of the web layer §5).
import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";

/** A material as the machine left it for the officer: what it found, what the officer says. */
export interface ReviewedMaterial {
  /** Part of field names: `verdict.<key>` is `fit` or `correct`, `reason.<key>` what the applicant is asked to do. */
  key: string;
  name: string;
  href: string;
  /** 上传 2 页 PDF; 电子证照库调取 A 级 */
  source: string;
  found: readonly { says: string; doubt?: boolean }[];
  verdict?: "fit" | "correct";
  reason?: string;
  error?: string;
}

/**
 * Machine checks beside human verdicts: the machine looks first, a person decides. A reason is asked only where something must be
 * corrected; without script its box stands open, and the server asks for it.
 *
 * @param form id of the form these answers belong to, where it stands elsewhere on the page.
 */
export function MaterialReview(props: { materials: readonly ReviewedMaterial[]; form?: string }): VNode {
  const wrong = props.materials.filter((one) => one.verdict === "correct").length;
  return (
    <table role="table" class="table table-cards table-dense review">
      <caption>{wrong > 0 ? `机器先查一遍，人来定。${wrong} 件要补正。` : "机器先查一遍，人来定。"}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            材料
          </th>
          <th role="columnheader" scope="col">
            机器查到
          </th>
          <th role="columnheader" scope="col">
            认定
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.materials.map((one) => (
          <tr role="row" key={one.key} class={one.verdict === "correct" ? "is-correct" : undefined}>
            <th role="rowheader" scope="row">
              <a href={one.href}>{one.name}</a>
              <span class="sub">{one.source}</span>
            </th>
            <td role="cell">
              <span class="cell-label" aria-hidden="true">
                机器查到
              </span>
              <Found found={one.found} />
            </td>
            <td role="cell">
              <span class="cell-label" aria-hidden="true">
                认定
              </span>
              <VerdictFields one={one} form={props.form} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found(props: { found: ReviewedMaterial["found"] }): VNode {
  return (
    <ul class="found">
      {props.found.map((one) => (
        <li key={one.says} class={one.doubt ? "is-doubt" : undefined}>
          <Icon name={one.doubt ? "triangle-alert" : "check"} />
          <span>
            {one.doubt && <span class="sr">请看：</span>}
            {one.says}
          </span>
        </li>
      ))}
    </ul>
  );
}

function VerdictFields(props: { one: ReviewedMaterial; form: string | undefined }): VNode {
  const { one, form } = props;
  const reason = `reason-${one.key}`;
  return (
    <div class="verdict-fields">
      <fieldset>
        <legend class="sr">{one.name}</legend>
        {(["fit", "correct"] as const).map((value) => (
          <span class="choice-s" key={value}>
            <input
              type="radio"
              id={`${value}-${one.key}`}
              name={`verdict.${one.key}`}
              value={value}
              checked={one.verdict === value}
              form={form}
            />
            <label for={`${value}-${one.key}`}>{value === "fit" ? "合格" : "要补正"}</label>
          </span>
        ))}
      </fieldset>
      <div class="reason">
        <label for={reason}>
          请申请人怎么改<span class="sr">：{one.name}</span>
        </label>
        {one.error && (
          <p class="error-text" id={`${reason}-error`}>
            <Icon name="circle-alert" />
            {one.error}
          </p>
        )}
        <textarea
          class="input"
          id={reason}
          name={`reason.${one.key}`}
          rows={3}
          form={form}
          aria-invalid={one.error ? "true" : undefined}
          aria-describedby={one.error ? `${reason}-error` : undefined}
          value={one.reason ?? ""}
        />
      </div>
    </div>
  );
}
