import { moduleNames } from "../../src/house-order.ts";
import { hearingFault } from "./events.ts";
import type { Finding } from "./finding.ts";

/** What the check needs of a module's manifest. */
export interface Manifest {
  name: string;
  topics?: readonly { name: string }[];
  subscriptions?: readonly { subscriber: string; topic: { name: string } }[];
}

/** Holds the manifests that `src/house.ts` loads against the line: their order, who declares a topic, who hears it. */
export function manifestFaults(modules: readonly Manifest[]): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string, mend: string): void =>
    void findings.push({ file: "src/house.ts", line: 0, message, mend });
  const names: readonly string[] = moduleNames;
  modules.forEach(({ name }, index) => {
    const before = modules[index - 1]?.name;
    if (!names.includes(name)) add(`${name} is not in the line`, "name it in src/house-order.ts");
    else if (before !== undefined && names.indexOf(before) >= names.indexOf(name)) {
      add(`${name} stands behind ${before}`, "keep the order of src/house-order.ts");
    }
  });
  const declared = new Set(modules.flatMap(({ topics = [] }) => topics.map((topic) => topic.name)));
  for (const { name, topics = [], subscriptions = [] } of modules) {
    for (const topic of topics) {
      const owner = topic.name.split(".")[0] ?? "";
      if (owner !== name && names.includes(owner)) add(`${name} declares ${topic.name}`, `name it ${name}.…`);
    }
    for (const { subscriber, topic } of subscriptions) {
      const fault = hearingFault(name, topic.name);
      if (fault) add(fault, "hear news of earlier modules only");
      if (subscriber.split(".")[0] !== name)
        add(`${name} brings the subscriber ${subscriber}`, `name it ${name} or ${name}.reader`);
      if (!declared.has(topic.name))
        add(`${name} hears ${topic.name}, which no module declares`, "add it to its publisher's topics");
    }
  }
  return findings;
}
