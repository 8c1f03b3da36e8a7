/** Browsers by what only they say of themselves; the order counts, because many also name the one they are made from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, "微信"],
  [/AlipayClient/i, "支付宝"],
  [/MQQBrowser|QQBrowser/i, "QQ 浏览器"],
  [/HuaweiBrowser/i, "华为浏览器"],
  [/MiuiBrowser/i, "小米浏览器"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/OpenHarmony|HarmonyOS/i, "鸿蒙"],
  [/iPhone/, "苹果手机"],
  [/iPad/, "苹果平板"],
  [/Android/, "安卓"],
  [/Windows/, "Windows"],
  [/Macintosh/, "苹果电脑"],
  [/Linux/, "Linux"],
];

/** A device in words, out of what its browser says of itself: 安卓上的微信. */
export function deviceWords(browser: string): string {
  const named = (list: typeof browsers) => list.find(([mark]) => mark.test(browser))?.[1];
  const [on, with_] = [named(systems), named(browsers)];
  if (on && with_) return `${on}上的 ${with_}`.replace(/ (?=\p{Script=Han})/u, "");
  return with_ ?? on ?? "不认识的设备";
}
