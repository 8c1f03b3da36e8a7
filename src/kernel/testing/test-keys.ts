import { parseSealKeys, type SealKeys } from "../config/index.ts";
import { createKeyRing, type KeyRing } from "../seal/index.ts";

/** Keys for tests: anybody may know them. */
export const testKeys: SealKeys = parseSealKeys(`digest ${"d1".repeat(32)}\n1 ${"01".repeat(32)}`, "testKeys");

/** The key ring of `testKeys`, for houses built by hand. */
export const testSeal: KeyRing = createKeyRing(testKeys);
