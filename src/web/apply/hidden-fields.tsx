import type { VNode } from "preact";

/** What was typed, carried on unseen. */
export function HiddenFields(props: {
  form: Readonly<Record<string, string | readonly string[]>>;
  leftOut?: readonly string[];
}): VNode {
  const entries = Object.entries(props.form).filter(([name]) => !props.leftOut?.includes(name));
  return (
    <>
      {entries.flatMap(([name, given]) =>
        (typeof given === "string" ? [given] : given).map((value, at) => (
          <input key={`${name} ${at}`} type="hidden" name={name} value={value} />
        )),
      )}
    </>
  );
}
