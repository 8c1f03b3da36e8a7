import type { Check, Finding } from "./finding.ts";
import { moduleOrder, type Place, placeOf, roomOrder } from "./place.ts";
import type { Tree } from "./tree.ts";

/** A module imports only faces, and only of modules before it; inside the kernel the same holds for its rooms. */
export const direction: Check = {
  name: "direction",
  title: "模块方向与门面",
  find(tree) {
    return [...unknownFolders(tree), ...tree.sources.flatMap((source) => wrongImports(source))];
  },
};

function wrongImports(source: Tree["sources"][number]): Finding[] {
  const from = placeOf(source.path);
  if (from.module === "tools") return [];
  return source.imports.flatMap((one) => {
    if (one.target === undefined) return [];
    const fault = judge(from, placeOf(one.target));
    return fault ? [{ file: source.path, line: one.line, ...fault }] : [];
  });
}

type Fault = Pick<Finding, "message" | "mend">;

function judge(from: Place, to: Place): Fault | undefined {
  if (to.path.startsWith("src/")) return judgeInside(from, to);
  if (from.isTest || !to.path.startsWith("tools/")) return undefined;
  return { message: `${to.path} belongs to the tools`, mend: "only tests and benches may import from tools/" };
}

function judgeInside(from: Place, to: Place): Fault | undefined {
  if (to.module === "house") return judgeHouse(from, to);
  if (from.module === to.module && from.module !== "kernel") return undefined;
  if (from.module === "kernel" && to.module === "kernel") return judgeRooms(from, to);
  if (to.room === "testing" && !from.isTest) return onlyForTests(to);
  if (!to.isFace && !(from.isTest && isGround(to))) return pastTheFace(to);
  if (from.module === "house") return undefined;
  if (to.module === "kernel" && to.room === undefined) {
    return { message: "src/kernel/index.ts is the kernel's manifest", mend: "import the room's own face" };
  }
  if (moduleOrder(to.module) < moduleOrder(from.module)) return undefined;
  return {
    message: `${from.module} stands before ${to.module} and may not know it`,
    mend: `publish news that ${to.module} hears, or move the shared part into an earlier module`,
  };
}

/** What databases of tests begin with is a face of its own, for tests: `src/<module>/grounds.fixture.ts`. */
function isGround({ path, module }: Place): boolean {
  return path === `src/${module}/grounds.fixture.ts`;
}

function judgeHouse(from: Place, to: Place): Fault | undefined {
  // The command line is last in the line and starts the whole house.
  const mayKnowAll = from.module === "house" || from.module === "cli" || from.isTest;
  if (to.path === "src/house-order.ts" || mayKnowAll) return undefined;
  return {
    message: `${to.path} knows all modules`,
    mend: "take what you need as an argument; only src/*.ts, cli and tests name it",
  };
}

function judgeRooms(from: Place, to: Place): Fault | undefined {
  if (from.room === to.room) return undefined;
  if (to.room === "testing" && !from.isTest) return onlyForTests(to);
  if (!to.isFace) return pastTheFace(to);
  if (to.room === undefined) {
    return { message: "src/kernel/index.ts is the kernel's manifest", mend: "import the room's own face" };
  }
  // A kernel test may use rooms after its own: the database is how the tables of an early room are proved.
  if (from.isTest || from.room === undefined || roomOrder(to.room) < roomOrder(from.room)) return undefined;
  return {
    message: `room ${from.room} stands before ${to.room} and may not know it`,
    mend: "take it as an argument, or change the line in src/house-order.ts and say why",
  };
}

function onlyForTests(to: Place): Fault {
  return { message: `${to.path} is for tests only`, mend: "move the import into a *.test.ts" };
}

function pastTheFace(to: Place): Fault {
  const face = to.room === undefined ? `src/${to.module}/index.ts` : `src/kernel/${to.room}/index.ts`;
  return { message: `${to.path} lies behind its face`, mend: `import ${face}; export the name there if it is missing` };
}

function unknownFolders(tree: Tree): Finding[] {
  const known = new Map<string, string>();
  for (const { path } of tree.sources) {
    const place = placeOf(path);
    if (place.module === "tools" || place.module === "house") continue;
    if (moduleOrder(place.module) === -1) known.set(`src/${place.module}`, path);
    if (place.room !== undefined && roomOrder(place.room) === -1) known.set(`src/kernel/${place.room}`, path);
  }
  return [...known].map(([folder, file]) => ({
    file,
    line: 1,
    message: `${folder} is not in the line of the house`,
    mend: "name it in src/house-order.ts, at its place",
  }));
}
