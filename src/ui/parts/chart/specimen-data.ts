import type { ColumnsData } from "./columns.tsx";
import type { MultiplesData } from "./multiples.tsx";
import type { RankingData } from "./ranking.tsx";
import type { ShareData } from "./share.tsx";
import type { TrendData } from "./trend.tsx";

const MONTHS = ["12月", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月"];

export const onTime: TrendData = {
  title: "近 12 个月按承诺期限办结率",
  moment: "月份",
  unit: "%",
  moments: MONTHS,
  lines: [{ name: "按期办结率", values: [96.1, 96.4, 96, 96.9, 97.2, 97, 97.6, 97.9, 97.7, 98.2, 98.5, 98.7] }],
  target: 98,
};

const autumn = Array.from({ length: 29 }, (_, at) => (at < 9 ? `9.${at + 22}` : `10.${at - 8}`));
const REST = [4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 26, 27];

/** 收件 and 办结 of four weeks with the holidays of autumn. */
export const inAndOut: TrendData = {
  title: "每天收件与办结",
  moment: "日期",
  unit: "件",
  moments: autumn,
  fromZero: true,
  rest: REST,
  lines: [
    {
      name: "收件",
      values: autumn.map((_, at) => (REST.includes(at) ? 2900 - at * 17 : 11_200 + ((at * 7919) % 2300))),
    },
    {
      name: "办结",
      values: autumn.map((_, at) => (REST.includes(at) ? 900 - at * 9 : 10_600 + ((at * 6151) % 2100))),
    },
  ],
};

export const byRoad: ColumnsData = {
  title: "每月收件，按来路",
  moment: "月份",
  unit: "件",
  moments: MONTHS.slice(4),
  parts: [
    { name: "网上", values: [24_100, 25_300, 26_900, 27_800, 29_400, 30_100, 31_800, 33_200] },
    { name: "窗口", values: [9800, 9500, 9100, 8800, 8200, 7900, 7300, 6900] },
    { name: "自助机", values: [1200, 1400, 1500, 1800, 2100, 2200, 2500, 2700] },
  ],
};

const CITIES: [string, number][] = [
  ["深圳市", 81.2],
  ["东莞市", 80.1],
  ["珠海市", 79.3],
  ["佛山市", 78.6],
  ["广州市", 74.1],
  ["清远市", 70.9],
  ["潮州市", 70.6],
  ["韶关市", 68.8],
  ["揭阳市", 64.1],
  ["汕尾市", 63.4],
];
const DELTA = new Set(["深圳市", "东莞市", "珠海市", "佛山市", "广州市"]);

export const cities: RankingData = {
  title: "各市行政许可事项网上办结率，从高到低",
  place: "地市",
  unit: "%",
  full: 100,
  rows: CITIES.map(([name, value]) => ({ name, value, target: DELTA.has(name) ? 75 : 65 })),
};

export const departments: RankingData = {
  title: "各部门平均用时，从短到长",
  place: "部门",
  unit: "天",
  lessIsBetter: true,
  rows: [
    { name: "越秀区市场监督管理局", value: 1.8, target: 3 },
    { name: "越秀区卫生健康局", value: 2.6, target: 3 },
    { name: "越秀区住房和建设局（市人民防空办公室越秀分局）", value: 4.4, target: 4 },
    { name: "越秀区民政局", value: 6.2, target: 8 },
  ],
};

export const whereDaysGo: ShareData = {
  title: "一件平均 5.3 个工作日，花在哪",
  unit: "天",
  parts: [
    { name: "预审", value: 0.6 },
    { name: "审查", value: 1.4 },
    { name: "现场核查", value: 2.1 },
    { name: "决定", value: 0.7 },
    { name: "送达", value: 0.5 },
  ],
};

export const byCity: MultiplesData = {
  title: "各市按承诺期限办结率，近 6 个月",
  place: "地市",
  unit: "%",
  moments: MONTHS.slice(6),
  target: 98,
  places: [
    { name: "广州市", values: [97.6, 97.9, 97.7, 98.2, 98.5, 98.7] },
    { name: "深圳市", values: [98.8, 98.9, 99, 99.1, 99.1, 99.3] },
    { name: "珠海市", values: [98.1, 98, 98.4, 98.6, 98.9, 99.2] },
    { name: "汕头市", values: [96.2, 96.6, 97, 97.1, 97.5, 97.6] },
    { name: "韶关市", values: [97.9, 97.7, 97.9, 98, 97.8, 97.9] },
    { name: "潮州市", values: [98.9, 99, 99.2, 99.4, 99.5, 99.7] },
  ],
};
