import type { VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import { Block, Bullets } from "../../ui/index.ts";
import { Unwritten } from "./unwritten.tsx";

/** 受理条件, one point a line. */
export function ConditionsBlock({ document }: { document: ItemDocument }): VNode {
  const lines = linesOf(document.acceptCondition).flatMap(points);
  return (
    <Block id="conditions" title="您可以申请，如果">
      {lines.length === 0 ? (
        <p>
          <Unwritten what="申请条件" />
        </p>
      ) : null}
      {lines.length === 1 ? <p>{lines[0]}</p> : null}
      {lines.length > 1 ? <Bullets items={lines} /> : null}
    </Block>
  );
}

/** “（1）…；（2）…” in one line is a list. */
function points(line: string): string[] {
  const parts = line.split(/(?=[（(]\d{1,2}[）)])/).filter((part) => part.trim() !== "");
  return parts.length > 2 ? parts : [line];
}

/** The lines of a text that are not blank. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
