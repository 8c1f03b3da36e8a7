import { type Day, formatDay, parseDay } from "../kernel/calendar/index.ts";
import type { House } from "../kernel/house/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type Subscription, subscribe, type Topic } from "../kernel/outbox/index.ts";
import { tellPerson } from "./tell-person.ts";

/** The payload of news about a draft, as far as it is needed here. */
export interface DraftNews {
  readonly person: string;
  readonly draft: string;
  readonly item: string;
  readonly itemName: string;
  /** Until when it is kept, a day; absent once it is gone. */
  readonly deletesOn?: string;
}

/** Hears of drafts that are about to go or are gone, and tells their owner. */
export function draftSubscriptions(topics: readonly Topic<DraftNews>[]): readonly Subscription<House>[] {
  return topics.map((topic) =>
    subscribe<House, DraftNews>({
      subscriber: "notification.inbox",
      topic,
      inTransaction: async (house, tx, { hall, payload, publishedAt }) => {
        const { person, draft, itemName, deletesOn } = payload;
        await tellPerson(house, tx, {
          person: parseId(person),
          source: `${topic.name} ${draft} ${deletesOn ?? ""}`.trim(),
          hall,
          kind: topic.name,
          item: parseId(payload.item),
          ...wordsOf(itemName, deletesOn === undefined ? undefined : parseDay(deletesOn)),
          at: publishedAt,
        });
      },
    }),
  );
}

function wordsOf(item: string, deletesOn: Day | undefined): { title: string; body: string } {
  if (deletesOn) {
    return {
      title: "草稿快要删除了",
      body: `“${item}”的申请草稿很久没有动过，${formatDay(deletesOn)}删除。打开看一次就会接着保留。`,
    };
  }
  return { title: "草稿已删除", body: `“${item}”的申请草稿 90 天没有动过，已经删除。需要时可以重新申请。` };
}
