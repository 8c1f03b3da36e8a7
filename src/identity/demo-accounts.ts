import demo from "./examples/demo-people.json" with { type: "json" };

/** Whose departments of a demo have officers: the hall, and the kinds of its departments (`OrganKind`), which are also the words in login names. */
export interface DemoDesk {
  readonly hall: string;
  readonly place: string;
  readonly kinds: readonly string[];
  /** Bodies of no usual kind that take part in joint cases, each with its word in login names. */
  readonly bodies?: readonly { readonly word: string; readonly name: string }[];
}

/** Somebody a visitor of a demo may sign in as. */
export interface DemoAccount {
  /** Phone or login name. */
  readonly signsInAs: string;
  /** A name, or the name of a post. */
  readonly who: string;
  /** What a citizen is: 广州样例餐饮有限公司的法定代表人. */
  readonly part?: string;
}

/** The departments that the demo gives officers. */
export const demoDesks: readonly DemoDesk[] = demo.desks;

/** Whom a demo can be visited as, and the one password of all; for the sign-in page of a demo, nowhere else. */
export function demoAccounts(): {
  readonly password: string;
  readonly citizens: readonly DemoAccount[];
  /** Of the first desk, at its place; the login names of the others are made alike. */
  readonly officers: readonly DemoAccount[];
  readonly place: string;
} {
  const citizens = demo.citizens.flatMap(({ key, name, phone, level }) =>
    phone === undefined ? [] : [{ signsInAs: phone, who: name, part: partOf(key) ?? levelWords[level] ?? "" }],
  );
  const [first] = demo.desks;
  const posts = first
    ? [
        ...demo.posts.map(({ key, post }) => ({ signsInAs: `${first.hall}-${first.kinds[0]}-${key}`, post })),
        ...demo.hallPosts.map(({ key, post }) => ({ signsInAs: `${first.hall}-${key}`, post })),
      ]
    : [];
  const officers = posts.map(({ signsInAs, post }) => ({ signsInAs, who: post }));
  return { password: demo.password, citizens, officers, place: first?.place ?? "" };
}

const levelWords: Readonly<Record<number, string>> = { 1: "只验证过手机号", 2: "已实名", 3: "已在窗口核验" };

/** What somebody is to a company. */
function partOf(key: string): string | undefined {
  for (const { name, representative, agents } of demo.companies) {
    if (representative === key) return `${name}的法定代表人`;
    if (agents.some(({ person }) => person === key)) return `${name}的代理人`;
  }
  return undefined;
}
