/**
 * Whether a text from outside can be kept as it is: PostgreSQL refuses U+0000 in text, and half of a surrogate pair has no UTF-8 form.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** Whether every text inside a parsed JSON value is storable, names included. The value comes from `JSON.parse`: a tree, no cycles. */
export function isStorableTree(value: unknown): boolean {
  // By hand, not by recursion: a body of a megabyte may nest deep enough to overflow the stack.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (typeof each === "string") {
      if (!isStorable(each)) return false;
    } else if (Array.isArray(each)) {
      for (const item of each) waiting.push(item);
    } else if (typeof each === "object" && each !== null) {
      for (const [name, item] of Object.entries(each)) waiting.push(name, item);
    }
  }
  return true;
}
