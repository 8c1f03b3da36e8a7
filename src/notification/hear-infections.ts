import type { HallCode } from "../kernel/codes/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type Subscription, subscribe, type Topic } from "../kernel/outbox/index.ts";
import { tellPerson } from "./tell-person.ts";

/** The payload of `material.infection-found`, as far as it is needed here. */
export interface InfectionNews {
  readonly hall: string;
  readonly sha256: string;
  readonly uses: readonly string[];
}

/** Whose files they are: of a case, or of a draft (no number). */
export type OwnerOf = (
  house: House,
  hall: HallCode,
  use: string,
) => Promise<
  | {
      readonly person: Id;
      readonly application: Id;
      readonly number: string | undefined;
      readonly item: Id;
      readonly itemName: string | undefined;
    }
  | undefined
>;

/** Hears of viruses that were found after the files had been taken in, and tells whoever handed them in: once for each case or draft. */
export function infectionSubscriptions(topic: Topic<InfectionNews>, ownerOf: OwnerOf): readonly Subscription<House>[] {
  return [
    subscribe<House, InfectionNews>({
      subscriber: "notification.inbox",
      topic,
      inTransaction: async (house, tx, { payload, publishedAt }) => {
        const hall = parseHallCode(payload.hall);
        for (const use of payload.uses) {
          const owner = await ownerOf(house, hall, use);
          if (!owner) continue;
          const { person, application, number, item, itemName } = owner;
          await tellPerson(house, tx, {
            person,
            source: `${topic.name} ${payload.sha256} ${application}`,
            hall,
            kind: topic.name,
            ...(number === undefined ? {} : { about: { application, number } }),
            item,
            title: "交的文件查出病毒",
            body: bodyOf(itemName, number),
            at: publishedAt,
          });
        }
      },
    }),
  ];
}

function bodyOf(itemName: string | undefined, number: string | undefined): string {
  const item = itemName === undefined ? "申请" : `“${itemName}”的申请`;
  const found = `您为${item}交的一个文件查出病毒，已经封存，谁也打不开。`;
  return number === undefined
    ? `${found}请先给电脑杀毒，再在草稿里换一份干净的。`
    : `${found}请先给电脑杀毒，备好一份干净的；窗口要您补正时交上来。`;
}
