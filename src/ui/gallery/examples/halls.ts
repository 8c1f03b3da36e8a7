import type { AssetUrl, Contrast, Hall, Mode, PageFrame } from "../../layouts/index.ts";

const cities =
  "广州市 韶关市 深圳市 珠海市 汕头市 佛山市 江门市 湛江市 茂名市 肇庆市 惠州市 梅州市 汕尾市 河源市 阳江市 清远市 东莞市 中山市 潮州市 揭阳市 云浮市".split(
    " ",
  );
const codes =
  "440100 440200 440300 440400 440500 440600 440700 440800 440900 441200 441300 441400 441500 441600 441700 441800 441900 442000 445100 445200 445300".split(
    " ",
  );
const cityHalls = cities.map((name, at) => ({ name, href: `/halls/${codes[at] ?? "440000"}` }));

/** 广东省, with what lies below in numbers (行政区划代码 2023). */
export const guangdong: Hall = {
  code: "440000",
  title: "广东省网上办事大厅",
  href: "/",
  path: [{ name: "广东省", href: "/" }],
  below: [
    { name: "21 市", href: "/halls?level=city" },
    { name: "122 县区", href: "/halls?level=county" },
    { name: "1,757 镇街", href: "/halls?level=town" },
    { name: "26,842 村社区", href: "/halls?level=village" },
  ],
  switcher: {
    words: "换一个大厅",
    groups: [{ title: "选择市级大厅，再选县、镇、村", halls: cityHalls }],
    allHref: "/halls",
  },
};

const yuexiuTowns = [
  { name: "洪桥街道", href: "/halls/440104001" },
  { name: "北京街道", href: "/halls/440104003" },
  { name: "六榕街道", href: "/halls/440104004" },
  { name: "流花街道", href: "/halls/440104005" },
  { name: "光塔街道", href: "/halls/440104007" },
  { name: "人民街道", href: "/halls/440104010" },
  { name: "东山街道", href: "/halls/440104011" },
  { name: "农林街道", href: "/halls/440104012" },
  { name: "梅花村街道", href: "/halls/440104013" },
  { name: "黄花岗街道", href: "/halls/440104014" },
  { name: "华乐街道", href: "/halls/440104015" },
  { name: "建设街道", href: "/halls/440104016" },
  { name: "大塘街道", href: "/halls/440104017" },
  { name: "珠光街道", href: "/halls/440104018" },
  { name: "大东街道", href: "/halls/440104019" },
  { name: "白云街道", href: "/halls/440104020" },
  { name: "登峰街道", href: "/halls/440104021" },
  { name: "矿泉街道", href: "/halls/440104022" },
];

/** 越秀区, a county hall. */
export const yuexiu: Hall = {
  code: "440104",
  title: "广东省网上办事大厅",
  href: "/halls/440104",
  path: [
    { name: "广东省", href: "/" },
    { name: "广州市", href: "/halls/440100" },
    { name: "越秀区", href: "/halls/440104" },
  ],
  below: [
    { name: "18 街道", href: "/halls?level=town&in=440104" },
    { name: "222 社区", href: "/halls?level=village&in=440104" },
  ],
  switcher: {
    words: "换一个大厅",
    groups: [
      { title: "越秀区的街道", halls: yuexiuTowns },
      { title: "别的市", halls: cityHalls },
    ],
    allHref: "/halls",
  },
};

/** Halls with a hue of their own, for the gallery: the lead puts them into hall-themes.css of a demonstration. */
export const themedHalls = [
  { code: "445100", name: "潮州", hue: 205 },
  { code: "460000", name: "海南", hue: 230 },
  { code: "440200", name: "韶关", hue: 280 },
] as const;

/** How a reader wants the example pages. */
export interface Wish {
  mode: Mode;
  contrast: Contrast;
  /** Code of one of themedHalls. */
  theme: string | undefined;
}

/** A frame around an example page; kiosk and console pages have layouts of their own, so here they read as standard. */
export function exampleFrame(hall: Hall, wish: Wish, asset: AssetUrl, rest: Partial<PageFrame>): PageFrame {
  return {
    asset,
    hall: themed(hall, wish),
    address: "/ui",
    has: () => true,
    mode: wish.mode === "elder" ? "elder" : "standard",
    contrast: wish.contrast,
    demo: true,
    ...rest,
  };
}

/** The hall dressed in the hue of another, where one is wished. */
export function themed(hall: Hall, wish: Wish): Hall {
  const theme = themedHalls.find((one) => one.code === wish.theme);
  return theme ? { ...hall, code: theme.code, hue: theme.hue } : hall;
}
