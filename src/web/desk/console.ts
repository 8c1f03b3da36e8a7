import { countQueue, type QueueCount } from "../../application/index.ts";
import { hallsToKeep } from "../../catalogue/index.ts";
import { shownOf } from "../../identity/index.ts";
import type { PageCall } from "../../kernel/http/index.ts";
import type { ConsolePageProps, DeskLink } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { departmentNames } from "./department-names.ts";
import { counterSeats, deskNames, deskSeats, type Officer } from "./officer.ts";
import { counterPath, deskPath } from "./paths.ts";

/** What a desk page needs of its call. */
export type DeskCall = Pick<PageCall, "house" | "actor" | "asset" | "display" | "request" | "csrfToken">;

/** Everything around a desk page. */
export interface Surround {
  readonly page: Omit<ConsolePageProps, "title" | "children" | "current" | "narrow" | "searched">;
  readonly counts: readonly QueueCount[];
  /** The short name of one of the officer's departments. */
  departmentName(key: string): string;
}

/** The console around a page: whose hall, which seats, how much waits. */
export async function surroundOf(call: DeskCall, officer: Officer): Promise<Surround> {
  const { house, asset, display, request } = call;
  const seats = deskSeats(officer);
  const [first] = seats;
  const [frame, departmentName, counts] = await Promise.all([
    frameOf(house, {
      asset,
      display,
      site: request.site,
      address: request.path,
      ...(first ? { hall: first.hall } : {}),
    }),
    departmentNames(
      house,
      seats.map(({ department }) => department),
    ),
    countQueue(house, { ...officer, seats }),
  ]);
  const departments = [...new Set(seats.map(({ department }) => departmentName(department)))];
  const duties = [...new Set(seats.map(({ duty }) => deskNames[duty] ?? duty))];
  const name = shownOf(request.session)?.name ?? "";
  const all = sumOf(counts, "all");
  const mine = sumOf(counts, "mine");
  const keepsItems = hallsToKeep(officer).length > 0 && frame.has("/editors");
  const account: DeskLink[] = frame.has("/account")
    ? [{ key: "account", href: "/account", icon: "user-round", name: "我的账号" }]
    : [];
  return {
    counts,
    departmentName,
    page: {
      asset,
      hall: frame.hall,
      contrast: frame.contrast,
      unit: departments.length > 2 ? `${departments[0]}等 ${departments.length} 个部门` : departments.join("、"),
      seat: [name, duties.join("、")].filter((words) => words !== "").join(" · "),
      nav: [
        {
          title: "办件",
          links: [
            { key: "queue", href: deskPath, icon: "inbox", name: "待办", count: countWords(all) },
            {
              key: "mine",
              href: `${deskPath}?claimed=mine`,
              icon: "folder-open",
              name: "我认领的",
              count: countWords(mine),
            },
          ],
        },
        ...(counterSeats(officer).length > 0
          ? [
              {
                title: "窗口",
                links: [{ key: "counter", href: counterPath, icon: "id-card", name: "窗口代办" } as const],
              },
            ]
          : []),
        ...(keepsItems
          ? [
              {
                title: "事项目录",
                links: [{ key: "editors", href: "/editors", icon: "layers", name: "编制台" } as const],
              },
            ]
          : []),
        ...(account.length > 0 ? [{ title: "账号", links: account }] : []),
      ],
    },
  };
}

/** All seats together. */
export function sumOf(counts: readonly QueueCount[], what: "all" | "mine" | "free"): number {
  return counts.reduce((sum, one) => sum + one[what], 0);
}

/** 999+ where counting stopped. */
export function countWords(count: number): string {
  return count >= 999 ? "999+" : `${count}`;
}
