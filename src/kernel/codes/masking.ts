/** What is hidden about a person (脱敏). */
export type MaskKind = "name" | "idNumber" | "documentNumber" | "phone" | "bankCard" | "address";

interface MaskPolicy {
  /** How many characters stay readable at the beginning and at the end. */
  head: number;
  tail: number;
  /** At least so many must be hidden; else the tail is hidden as well, then the head. */
  hide: number;
}

/**
 * How much of what stays readable, in one place: enough for the person to know it is theirs, too little for others.
 * Birthday and serial of an id number are always hidden. `documentNumber` is for passports and permits.
 */
const POLICIES: Record<Exclude<MaskKind, "address">, MaskPolicy> = {
  name: { head: 1, tail: 1, hide: 1 },
  idNumber: { head: 4, tail: 3, hide: 8 },
  documentNumber: { head: 1, tail: 2, hide: 4 },
  phone: { head: 3, tail: 4, hide: 3 },
  bankCard: { head: 0, tail: 4, hide: 8 },
};

/** Province, city and county at the beginning of an address; a word of a street, village or estate ends it. */
const PLACE =
  /^(?:.{2,6}?(?:省|自治区))?(?:[^省区县镇乡街路村社小号\d]{2,12}?(?:市|自治州|地区|盟))?(?:[^镇乡街路村社小号\d]{1,7}?(?:县|区|市|旗))?/u;

/**
 * Hides a value for pages, lists and logs: `张*丰`, `4401***********010`, `138****8000`, `广东省潮州市湘桥区****`.
 * Counts characters as people see them, so a rare character outside the basic plane is one.
 */
export function mask(kind: MaskKind, text: string): string {
  if (kind === "address") return text === "" ? "" : `${PLACE.exec(text)?.[0] ?? ""}****`;
  const characters = Array.from(text);
  const policy = POLICIES[kind];
  const spare = characters.length - policy.hide;
  const head = spare >= policy.head ? policy.head : 0;
  const tail = spare >= policy.head + policy.tail ? policy.tail : 0;
  return characters
    .map((character, index) => (index < head || index >= characters.length - tail ? character : "*"))
    .join("");
}
