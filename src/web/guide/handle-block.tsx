import type { ComponentChildren, VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import { Block, Bullets, type Fact, Facts, Links } from "../../ui/index.ts";
import type { Guide } from "./load-guide.ts";
import type { Elsewhere } from "./places.ts";
import { known, yesNo } from "./unwritten.tsx";
import { webAddress } from "./web-address.ts";

/** How one applies today: online, at the window, by post; places, hours and how often one must come. */
export function HandleBlock(props: { house: House; guide: Guide; others: readonly Elsewhere[] }): VNode {
  const { item, document } = props.guide;
  const { codes } = props.house;
  if (item.kind === "base") return <Carriers others={props.others} />;
  const { handleType, transactAddr = [], transactTime, trafficGuide, limitSceneNum, limitSceneExplain } = document;
  const facts: Fact[] = [
    { term: "怎么申请", value: known(handleType?.map((code) => codes.label("handle_form", code)).join("、")) },
    ...onlineFacts(props.guide),
    {
      term: "到现场",
      value: known(limitSceneNum === undefined ? undefined : `${limitSceneNum} 次`),
      ...noteOf(limitSceneExplain),
    },
    { term: "办理地点", value: places(transactAddr.map(({ address }) => address)), ...noteOf(trafficGuide) },
    { term: "办理时间", value: known(transactTime) },
    { term: "预约", value: yesNo(document.isSchedule, "可以预约", "不用预约"), ...noteOf(document.scheduleRule) },
    { term: "寄送材料", value: yesNo(document.isMailMaterial ?? document.isExpress, "可以寄送", "不支持") },
    ...(document.isServiceTerminals ? [{ term: "自助终端", value: "可以办理" }] : []),
    ...(document.limitExplain ? [{ term: "数量限制", value: document.limitExplain }] : []),
    ...(document.intermediary ? [{ term: "中介服务", value: document.intermediary.join("；") }] : []),
  ];
  return (
    <Block id="handle" title="怎么办">
      <Facts facts={facts} />
    </Block>
  );
}

function onlineFacts({ document }: Guide): Fact[] {
  const address = [document.onlineHandleUrl, document.pcUrl, document.mobileUrl].map(webAddress).find(Boolean);
  const platform = document.extend?.platform;
  const named = typeof platform === "string" ? platform : document.deptSysName;
  if (address) return [{ term: "网上办理", value: <a href={address}>{named ?? address}</a> }];
  if (document.isOnline === undefined) return [{ term: "网上办理", value: known(undefined) }];
  if (!document.isOnline) return [{ term: "网上办理", value: "不支持，请到办理地点" }];
  return [{ term: "网上办理", value: "可以", note: named ? `办理平台：${named}` : "还没有公布网址" }];
}

function places(addresses: readonly string[]): ComponentChildren {
  if (addresses.length < 2) return known(addresses[0]);
  return <Bullets items={addresses} />;
}

function noteOf(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}

/** An item of the base catalogue is handled nowhere itself: those who carry it out are named. */
function Carriers({ others }: { others: readonly Elsewhere[] }): VNode {
  return (
    <Block id="handle" title="怎么办">
      <p>
        这是通用目录里的事项，由各地办理。{others.length > 0 ? "选择您要办的地方：" : "还没有地方公布自己的办事指南。"}
      </p>
      {others.length > 0 ? (
        <Links
          links={others.map(({ hall, item }) => ({
            href: `/items/${item.id}`,
            title: hall.division.name,
            ...(item.deptName ? { meta: item.deptName } : {}),
          }))}
        />
      ) : null}
    </Block>
  );
}
