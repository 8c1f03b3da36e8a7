/** What people write differently in the same name: blanks, brackets, 、 and the words 和, 与, 及. */
const ignored = /[\s·、,，()（）《》“”"'\-—]|和|与|及/g;

/** A name as it is compared: full-width and half-width are one, what people write differently is left out. */
export function foldName(name: string): string {
  return name.normalize("NFKC").replace(ignored, "");
}

/**
 * All ways in which people name a department of a place, folded: 广东省公安厅, 省公安厅, 公安厅; for 市监局（知识产权局） both names.
 *
 * @param place the name of its division, e.g. 广东省.
 * @param names its names, full and short, old and new.
 */
export function aliasesOf(place: string, names: readonly string[]): string[] {
  const found = names.flatMap(inBrackets).flatMap((name) => waysToSay(place, name));
  return [...new Set(found.map(foldName))].filter((alias) => alias.length > 1);
}

/** `甲（乙、丙）` says three names; brackets that only add words (`（牵头）`) do no harm. */
function inBrackets(name: string): string[] {
  const parts = /^(.+?)[（(](.+)[）)]$/.exec(name);
  if (!parts) return [name];
  return [name, parts[1] ?? "", ...(parts[2] ?? "").split("、")];
}

function waysToSay(place: string, name: string): string[] {
  // 国家税务总局广东省税务局, 中共广东省委宣传部, 中华人民共和国广东海事局
  const short = name.replace(/^(国家税务总局|中共|中华人民共和国)(?=.{3})/, "");
  const stem = place.replace(/(省|市|县|区)$/, "");
  const rank = place.slice(stem.length);
  const bare = [place, stem, rank].filter((head) => head !== "").find((head) => short.startsWith(head));
  const ways = [name, short];
  // 潮州海关 without its place would be 海关, 潮州市人行 would be 人行: both are how people say it.
  if (bare === undefined) return [...ways, `${place}${short}`, `${rank}${short}`];
  const rest = short.slice(bare.length);
  // A stem that runs on is part of the name: 省委宣传部 begins with 省, 广东省委宣传部 with 广东省.
  return [...ways, rest, `${place}${rest}`, `${rank}${rest}`];
}
