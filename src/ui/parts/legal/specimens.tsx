import type { Day } from "../../../kernel/calendar/index.ts";
import type { Specimen } from "../../gallery/specimen.ts";
import { LegalDocument, type LegalText } from "./legal-document.tsx";
import { LicenceFace, type LicenceText, PocketCard } from "./licence-face.tsx";
import { SampleSeal } from "./seal.tsx";
import { type LicenceCheck, LicenceChecks, Verdict } from "./verdict.tsx";

const day = (text: string) => text as Day;

const foodLicence: LicenceText = {
  name: "食品经营许可证",
  numberName: "许可证编号",
  number: "JY2 4401 0401 8342 7",
  holder: "越秀区北京街道某小馆",
  fields: [
    { label: "经营者名称", value: "越秀区北京街道某小馆", wide: true },
    { label: "统一社会信用代码", value: "92440104MA********" },
    { label: "经营者", value: "陈**" },
    { label: "经营场所", value: "广州市越秀区北京路步行街高第街 108 号首层 B03 铺", wide: true },
    { label: "主体业态", value: "餐饮服务经营者（小型餐饮）" },
    { label: "经营项目", value: "热食类制售、自制饮品制售" },
    { label: "发证机关", value: "越秀区市场监督管理局" },
    { label: "有效期", value: "2026年11月24日至2031年11月23日" },
  ],
  issuer: "越秀区市场监督管理局",
  issuedOn: day("2026-11-24"),
  validUntil: day("2031-11-23"),
  state: "valid",
  checkUrl: "https://hall.example/check/7K3M9Q2D44JY",
  checkCode: "7K3M-9Q2D-44JY",
};

const passed: LicenceCheck[] = [
  { what: "签名", result: "passed", says: "签名与发证机关的证书相符，内容一字未改" },
  { what: "时间", result: "passed", says: "2026年11月24日 09:41 由可信时间戳固定" },
  { what: "状态", result: "passed", says: "有效。没有注销、吊销、撤销、过期、挂失" },
  { what: "目录", result: "passed", says: "在省级证照目录内，可信等级 A：可直接使用" },
  { what: "当前版本", result: "passed", says: "第 001 版，没有更新的版本" },
];
const troubled: LicenceCheck[] = [
  { what: "签名", result: "passed", says: "签名与发证机关的证书相符" },
  { what: "时间", result: "unanswered", says: "时间戳服务没有应答，请稍后再查" },
  { what: "状态", result: "failed", says: "2028年3月2日由发证机关注销" },
];

const notice: LegalText = {
  title: "补正告知书",
  number: "越市监食补〔2026〕0417 号",
  to: "陈女士",
  body: [
    "您于 2026年11月9日提交的食品经营许可（新办）申请收悉。根据《中华人民共和国行政许可法》第三十二条，现一次性告知需要补正的全部内容：",
    ["补交从业人员健康管理制度；", "更正场所面积：申请表填 86.5 平方米，平面图标注 68.5 平方米。"],
    "请于 2026年11月25日前从网上补交，不用到窗口。补正期间不计时限。",
  ],
  signedBy: "越秀区市场监督管理局",
  on: day("2026-11-11"),
  seal: true,
  mark: { digest: "90f1", number: 2 },
};

export const specimens: Specimen[] = [
  {
    title: "查验结果：真实有效",
    view: () => <Verdict state="valid" at={new Date("2026-11-24T02:05:32Z")} level={4} />,
  },
  {
    title: "查验结果：已注销",
    view: () => <Verdict state="cancelled" at={new Date("2028-03-05T02:05:32Z")} level={4} />,
  },
  {
    title: "证照的正面",
    note: "宋体、细纹、印章只画位置并写明样例；盖在 PDF 上的才是印章。",
    view: () => <LicenceFace licence={foodLicence} level={4} />,
  },
  { title: "查了五样", view: () => <LicenceChecks checks={passed} /> },
  { title: "有一样没有通过", view: () => <LicenceChecks checks={troubled} /> },
  {
    title: "手机里的这一张：有效，已注销",
    view: () => (
      <div class="halves">
        <PocketCard id="pocket-valid" licence={foodLicence} level={4} />
        <PocketCard id="pocket-cancelled" licence={{ ...foodLicence, state: "cancelled" }} level={4} />
      </div>
    ),
  },
  {
    title: "文书：已签发，草稿",
    view: () => (
      <div class="halves">
        <LegalDocument text={notice} level={4} />
        <LegalDocument
          text={{
            ...notice,
            title: "不予受理决定书",
            number: "越市监食不受〔2026〕0031 号",
            draft: true,
            body: notAcceptedBody,
          }}
          level={4}
        />
      </div>
    ),
  },
  {
    title: "印章位置（样例）",
    view: () => (
      <div class="row">
        <SampleSeal body="越秀区市场监督管理局" />
        <SampleSeal body="广州市规划和自然资源局越秀区分局行政审批专用章" />
      </div>
    ),
  },
];

const notAcceptedBody = [
  "您提交的食品经营许可（新办）申请，所列经营项目仅为销售预包装食品。依照《中华人民共和国食品安全法》第三十五条，不需要取得许可，改办备案即可。",
  "对本决定不服的，可自收到之日起 60 日内申请行政复议，或六个月内提起行政诉讼。",
];
