import type { VNode } from "preact";
import { type AssetUrl, KioskPage } from "../../layouts/index.ts";
import { KioskKeys, KioskTopics } from "../../parts/console/index.ts";
import { themed, type Wish, yuexiu } from "./halls.ts";

/** The first page of a terminal, 1080 × 1920. */
export function KioskExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <KioskPage
      asset={props.asset}
      hall={themed(yuexiu, props.wish)}
      contrast={props.wish.contrast}
      place="越秀区政务服务中心"
      now={{ instant: "2026-11-20T10:05", words: "11月20日 星期五 10:05" }}
      title="您好，请选择要办的事"
      lead="全部免费，随时可以返回"
      help={[
        { href: "/kiosk?voice=on", icon: "volume-2", name: "语音播报" },
        { href: "/kiosk?size=large", icon: "a-large-small", name: "更大的字" },
        { href: "/kiosk?keys=low", icon: "accessibility", name: "按键移到低处" },
        { href: "tel:12345", icon: "phone", name: "呼叫工作人员" },
      ]}
    >
      <KioskKeys
        main={{
          href: "/kiosk/id-card",
          icon: "scan-line",
          name: "刷身份证办事",
          says: "证件放在屏幕下方感应区，自动显示您能办的事",
        }}
        keys={[
          { href: "/search", icon: "search", name: "找事项", says: "打字、手写或说话" },
          { href: "/progress", icon: "folder-open", name: "查办件进度", says: "扫回执上的码" },
          { href: "/kiosk/print", icon: "printer", name: "打印证照", says: "营业执照、许可证等" },
          { href: "/kiosk/ticket", icon: "ticket", name: "取号", says: "今天等候 4 人" },
        ]}
      />
      <section aria-labelledby="topics">
        <h2 id="topics">常办的事</h2>
        <KioskTopics
          topics={[
            { href: "/items/residence-permit", icon: "id-card", name: "居住证申领" },
            { href: "/items/social-security-card", icon: "credit-card", name: "社会保障卡申领" },
            { href: "/items/birth-registration", icon: "baby", name: "生育登记" },
            { href: "/items/food-business-licence", icon: "store", name: "食品经营许可" },
            { href: "/items/property-transfer", icon: "house", name: "房屋过户" },
            { href: "/items/marriage-registration", icon: "heart", name: "结婚预约" },
            { href: "/items/disability-card", icon: "accessibility", name: "残疾人证办理" },
            { href: "/items/subsistence", icon: "umbrella", name: "最低生活保障" },
            { href: "/items/open-restaurant", icon: "layers", name: "开办餐饮店" },
          ]}
        />
      </section>
    </KioskPage>
  );
}
