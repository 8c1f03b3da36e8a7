import type { VNode } from "preact";
import type { AddressControl } from "./control.ts";
import type { ControlOf } from "./control-view.tsx";

/** An address: the division is chosen, so that it has a code; street and number are written. */
export function AddressInputs(props: ControlOf<AddressControl>): VNode {
  const { control } = props;
  const invalid = props.invalid ? "true" : undefined;
  return (
    <>
      <label class="sr" for={props.id}>
        所在街道或乡镇
      </label>
      <select class="input w-m" id={props.id} name={`${props.name}.division`} aria-invalid={invalid}>
        {control.division === undefined ? <option value="">请选择街道或乡镇</option> : null}
        {control.divisions.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === control.division}>
            {choice.label}
          </option>
        ))}
      </select>
      <label class="sr" for={`${props.id}-detail`}>
        详细地址
      </label>
      <input
        class="input"
        id={`${props.id}-detail`}
        name={`${props.name}.detail`}
        value={control.detail}
        autocomplete="street-address"
        placeholder="路、门牌号、楼层、房间"
        aria-invalid={invalid}
      />
    </>
  );
}
