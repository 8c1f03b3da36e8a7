import { kernelRooms, moduleNames } from "../../src/house-order.ts";

/** Where a file stands in the house. */
export interface Place {
  path: string;
  /** `house` for files directly in `src`, `tools` for the tools, else the name of the module's folder. */
  module: string;
  /** Room of the kernel; undefined elsewhere and for files directly in `src/kernel`. */
  room: string | undefined;
  /** Tests, benches and what only they use: they may import `kernel/testing` and the tools' helpers. */
  isTest: boolean;
  isFace: boolean;
}

const testFile = /\.(test|bench|fixture)\.tsx?$/;

/** Reads the place off a path from the root. */
export function placeOf(path: string): Place {
  const [top, module = "", ...rest] = path.split("/");
  const isTest = testFile.test(path) || rest.slice(0, -1).includes("testing");
  if (top !== "src") return { path, module: top ?? "", room: undefined, isTest, isFace: false };
  if (rest.length === 0) return { path, module: "house", room: undefined, isTest, isFace: false };
  if (module !== "kernel") return { path, module, room: undefined, isTest, isFace: rest.join("/") === "index.ts" };
  if (rest.length === 1) return { path, module, room: undefined, isTest, isFace: rest[0] === "index.ts" };
  return { path, module, room: rest[0], isTest, isFace: rest.length === 2 && rest[1] === "index.ts" };
}

/** The module's place in the line, from 0; -1 for a folder that the line does not name. */
export function moduleOrder(module: string): number {
  const names: readonly string[] = moduleNames;
  return names.indexOf(module);
}

/** The room's place in the kernel's line, from 0; -1 for a folder that the line does not name. */
export function roomOrder(room: string): number {
  const names: readonly string[] = kernelRooms;
  return names.indexOf(room);
}
