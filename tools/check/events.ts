import type { Check, Finding } from "./finding.ts";
import { moduleOrder, placeOf } from "./place.ts";
import type { Source } from "./source.ts";
import { argumentsOf, isNode, type Node, nameOf, textOf, walk } from "./syntax.ts";

const topicShape = /^([a-z]+)\.[a-z][a-z-]*$/;
const hearing = ["subscribe", "subscription", "on", "hear", "job"];
const declaring = ["topic"];

/** A module hears only news of modules before it (or its own jobs) and declares only topics under its own name. */
export const events: Check = {
  name: "events",
  title: "事件只向后传",
  find(tree) {
    return tree.sources.flatMap((source) => {
      const { module, isTest } = placeOf(source.path);
      return isTest || moduleOrder(module) === -1 ? [] : wrongTopics(source, module);
    });
  },
};

function wrongTopics(source: Source, module: string): Finding[] {
  const findings: Finding[] = [];
  const add = (node: Node, message: string, mend: string): void => {
    findings.push({ file: source.path, line: source.lineOf(node.start), message, mend });
  };
  walk(source.program, (node) => {
    for (const topic of topicsIn(node, hearing, ["topic", "on"])) {
      const fault = hearingFault(module, topic);
      if (fault) add(node, fault, "hear news of earlier modules only; the later module has to hear yours");
    }
    for (const topic of topicsIn(node, declaring, [])) {
      const owner = ownerOf(topic);
      if (owner === undefined || owner === module) continue;
      add(node, `${module} declares ${topic}, a topic of ${owner}`, `name it ${module}.…`);
    }
  });
  return findings;
}

/**
 * Why a module may not hear a topic, or undefined when it may.
 *
 * Used for the source text and, by the tests, for the manifests that `src/house.ts` really loads.
 */
export function hearingFault(module: string, topic: string): string | undefined {
  const owner = ownerOf(topic);
  if (owner === undefined || moduleOrder(owner) <= moduleOrder(module)) return undefined;
  return `${module} hears ${topic}, but stands before ${owner}`;
}

/** The module a topic belongs to; undefined for the kernel's own topics (`message.wanted`) and for other texts. */
function ownerOf(topic: string): string | undefined {
  const owner = topicShape.exec(topic)?.[1];
  return owner !== undefined && moduleOrder(owner) !== -1 ? owner : undefined;
}

function topicsIn(node: Node, calls: readonly string[], keys: readonly string[]): string[] {
  if (node.type === "CallExpression" && calls.includes(calledName(node) ?? "")) {
    const text = textOf(argumentsOf(node)[0]);
    return text === undefined ? [] : [text];
  }
  if (node.type !== "Property" || !keys.includes(nameOf(node.key) ?? "")) return [];
  const text = textOf(node.value);
  return text === undefined ? [] : [text];
}

function calledName(node: Node): string | undefined {
  if (isNode(node.callee) && node.callee.type === "MemberExpression") return nameOf(node.callee.property);
  return nameOf(node.callee);
}
