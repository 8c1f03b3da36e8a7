import type { Viewer } from "./viewers.fixture.ts";
import {
  asSubject,
  editors,
  first,
  handlers,
  itemReader,
  listKeeperOfHall,
  type May,
  ofHall,
  ofHallOrAbove,
  owner,
  standsFor,
} from "./who.fixture.ts";
import type { Thing, World } from "./world.fixture.ts";

/** Words that stand in objects, and who may ever see them, wherever they turn up. */
export interface Mark {
  readonly text: string;
  readonly may: (viewer: Viewer) => boolean;
  /** Kept, and shown in full to nobody who did not ask for it: no knock brings it to light. */
  readonly isHidden: boolean;
}

/** The marks of a world. Each is part of an object that `rights` speaks of. */
export function marksOf(world: World): Mark[] {
  const thing = (whose: string, department: Thing["department"] = "own"): Thing => ({
    name: whose,
    owner: whose,
    params: {},
    ...(department ? { department } : {}),
  });
  const seen =
    (may: May, of: Thing = thing("")) =>
    (viewer: Viewer) =>
      may(viewer, of) !== "no";
  const ofCase = first(standsFor, handlers);
  const hidden: [May, Thing, readonly string[]][] = [
    [ofCase, thing("wang"), ["王样例", "449999197803030039", "16000000003", "样例街 3 号"]],
    [ofCase, thing("zhang"), ["张样例", "449999198001010014"]],
    [owner, thing("wang"), ["王氏半个文件"]],
    [owner, thing("zhang"), ["张氏半个文件"]],
  ];
  const shown: [May, Thing, readonly string[]][] = [
    [ofCase, thing("wang"), ["王记答复", "王记平面图", "王二记答复", "王二记平面图"]],
    [ofCase, thing("pottery"), ["陶记答复", "陶记平面图"]],
    [ofCase, thing("zhang"), ["张记答复", "张记平面图"]],
    [ofCase, thing("zhang", "next-department"), ["邻记答复", "邻记平面图"]],
    [owner, thing("wang"), ["王氏草稿", "王氏的平板", "王氏查阅缘由"]],
    [owner, thing("zhang"), ["张氏草稿", "张氏的平板"]],
    [asSubject, thing("wang"), ["王氏口信"]],
    [asSubject, thing("pottery"), ["陶家口信"]],
    [ofHallOrAbove("hall-administrator"), thing(""), ["沈内勤"]],
    [itemReader, thing(""), ["王氏条件"]],
    [listKeeperOfHall, thing(""), ["王氏清单"]],
    [ofHall(...editors), thing(""), ["王氏说法"]],
  ];
  const plain = [hidden, shown].flatMap((marks) =>
    marks.flatMap(([may, of, texts]) =>
      texts.map((text) => ({ text, may: seen(may, of), isHidden: marks === hidden })),
    ),
  );
  const numbers = world.things.case
    .filter(({ mixed }) => !mixed)
    .map((one) => ({ text: world.numberOf(one), may: seen(ofCase, one), isHidden: false }));
  return [...plain, ...numbers];
}
