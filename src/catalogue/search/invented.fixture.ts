import { parseHallCode } from "../../kernel/codes/index.ts";
import type { SearchEntry } from "./entry.ts";
import { keyOf } from "./normalize.ts";
import { soundsOf } from "./pinyin.ts";

const trades =
  "食品 药品 医疗器械 化妆品 道路货物运输 道路旅客运输 水路运输 危险化学品 烟花爆竹 民用爆炸物品 建筑工程 市政工程 水利工程 公路工程 港口 航道 船舶 渔业船舶 机动车 驾驶培训 旅馆业 典当业 保安服务 娱乐场所 互联网上网服务 营业性演出 电影放映 出版物 印刷业 旅行社 民办学校 校外培训 幼儿园 托育机构 医疗机构 诊所 护理院 养老机构 殡葬设施 社会团体 基金会 民办非企业单位 律师事务所 公证机构 司法鉴定机构 农药 兽药 种子 饲料 肥料 生猪屠宰 动物诊疗 水产养殖 林木采伐 野生动物 植物检疫 取水 河道采砂 水土保持 排污 固体废物 辐射安全 放射诊疗 建设项目 海域使用 无居民海岛 矿产资源 测绘 地图 土地 不动产 房地产开发 物业服务 燃气 供水 供电 通信 无线电台 特种设备 计量器具 工业产品 认证机构 广告 商标 专利 外商投资 进出口 烟草专卖 粮食收购 盐业 融资担保 小额贷款 劳务派遣 人力资源服务 职业技能鉴定 社会保险 住房公积金 医疗保险 残疾人 退役军人 低保家庭 居民户口 居住证 出入境证件".split(
    " ",
  );
const subjects =
  "经营 生产 加工 销售 批发 零售 仓储 运输 使用 安装 维修 检验 检测 进口 出口 设计 施工 监理 评价 咨询 培训 鉴定 代理 租赁 设置 设立 开办 变更场所 扩建 改造".split(
    " ",
  );
const acts =
  "许可 审批 核准 登记 备案 认定 年度报告 资质核定 证书核发 证书补发 证书换发 延续 变更 注销 查询 信息公示 竣工验收 方案审查 名称预先核准 从业资格考试报名".split(
    " ",
  );
const shapes =
  "（首次申请） （变更法定代表人） （变更地址） （延期） （补办） （外资） （个人） （企业） （分支机构） （试点） （年度） （一类） （二类） （三类） （简易程序）".split(
    " ",
  );

const audiences = ["自然人", "企业法人", "事业法人", "社会组织法人"];

/** Invented items `[from, to)`; the same numbers always give the same items, and no two have one name. */
export function inventedEntries(from: number, to: number): SearchEntry[] {
  return Array.from({ length: to - from }, (_, index) => inventedEntry(from + index));
}

function inventedEntry(number: number): SearchEntry {
  const department = `${pick(trades, number * 7)}管理局`;
  return {
    itemId: `item-${String(number).padStart(7, "0")}`,
    hall: parseHallCode(["440000", "440100", "440104", "440300", "441900"][number % 5] ?? "440000"),
    name: nameOf(number),
    alias: number % 4 === 0 ? [`办${pick(trades, number)}证`] : [],
    plain: number % 8 === 0 ? [`${pick(subjects, number * 3)}${pick(trades, number * 11)}`] : [],
    department,
    departmentShort: department,
    codes: [`4400${String(number).padStart(9, "0")}`],
    themes: [["准营准办", "设立变更", "资质认证", "社会保障", "交通出行"][number % 5] ?? ""],
    audiences: [audiences[number % 4] ?? ""],
    depth: 1 + (number % 4),
    state: "published",
    popularity: (number * 2_654_435_761) % 10_007,
  };
}

/** Mixed radix over a number that a step has scattered, so that neighbours are unlike. */
function nameOf(number: number): string {
  const trade = trades.length;
  const scattered = (number * 7919) % (trade * 30 * 20 * 15);
  const shape = Math.floor(scattered / (trade * 30 * 20));
  const act = Math.floor(scattered / (trade * 30)) % 20;
  const subject = Math.floor(scattered / trade) % 30;
  return `${trades[scattered % trade]}${subjects[subject]}${acts[act]}${shapes[shape]}`;
}

function pick(list: readonly string[], number: number): string {
  return list[number % list.length] ?? "";
}

/** Phrases of all kinds, `each` of every kind; a name is that of an invented item below 20,000. */
export function inventedQueries(each: number): { kind: string; words: string; audience?: string }[] {
  const twoSigns = [...trades, ...subjects, ...acts].filter((word) => word.length === 2);
  return Array.from({ length: each }, (_, index) => {
    const name = nameOf((index * 331) % 20_000);
    const key = [...keyOf(name)];
    const trade = pick(trades, index * 3);
    const wrong = key.map((sign, at) => (at === (index * 3) % key.length ? "鑫" : sign)).join("");
    return [
      { kind: "two signs", words: pick(twoSigns, index) },
      { kind: "two signs", words: pick(twoSigns, index * 7 + 3) },
      { kind: "word", words: trade },
      { kind: "two words", words: `${trade}${pick(acts, index * 3)}` },
      { kind: "title", words: name },
      { kind: "wrong sign", words: wrong },
      { kind: "short wrong sign", words: `${key.slice(0, 3).join("")}鑫` },
      { kind: "initials", words: soundsOf(key.join("")).initials.slice(0, 4 + (index % 4)) },
      { kind: "pinyin", words: soundsOf(key.slice(0, 4).join("")).syllables.join("") },
      { kind: "question", words: `我想办${trade}${pick(subjects, index)}要什么证` },
      {
        kind: "question",
        words: pick(["开饭店要办什么证", "给娃上户口", "社保怎么转", "跑网约车", "房子过户"], index),
      },
      { kind: "narrowed", words: pick(twoSigns, index * 5), audience: pick(audiences, index) },
      { kind: "nothing", words: pick(["火星移民", "龘靐齉", "xyzzyqq", "时光机 预约"], index) },
      { kind: "suggest", words: key.slice(0, 2 + (index % 3)).join("") },
    ];
  }).flat();
}
