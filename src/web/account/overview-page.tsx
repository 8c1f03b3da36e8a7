import type { ComponentChildren, VNode } from "preact";
import { Type } from "typebox";
import {
  legalPersonsOf,
  listDevices,
  type OwnAccount,
  ownAccount,
  type SecondFactorState,
  secondFactorOf,
  shownOf,
} from "../../identity/index.ts";
import { type Actor, page, show } from "../../kernel/http/index.ts";
import { Facts, type PageFrame, renderDocument } from "../../ui/index.ts";
import { InnerSection } from "../inner-section.tsx";
import { ownFrame } from "../own-frame.ts";
import { AccountPage } from "./account-frame.tsx";
import { levelReach, levelWords } from "./level-words.ts";
import { paths } from "./paths.ts";

const doneWords = {
  password: "密码设好了，别的设备都已退出",
  phone: "手机号换好了，别的设备都已退出",
  second: "第二道验证打开了，以后登录要密码和验证码",
  off: "第二道验证关闭了，别的设备都已退出",
} as const;

/** `/account`: who I am here, how I sign in, whom I act for, who has read about me. */
export const overviewPage = page({
  method: "GET",
  path: paths.account,
  role: "anyone",
  assurance: 1,
  summary: "我的账号：身份、登录方式、替谁办事、谁看过我的信息",
  query: Type.Object({ done: Type.Optional(Type.Enum(["password", "phone", "second", "off"])) }),
  async handle(call) {
    const { house, actor, request, query } = call;
    const account = await ownAccount(house, actor);
    const devices = (await listDevices(house, house.db, actor, request.session)).length;
    const frame = await ownFrame(call);
    const done = query.done && doneWords[query.done];
    if (actor.kind !== "citizen") {
      const second = await secondFactorOf(house, actor);
      return show(renderDocument(<StaffView {...{ frame, account, devices, done, second }} />));
    }
    const companies = (await legalPersonsOf(house, house.db, actor.person)).length;
    const actingFor = shownOf(request.session)?.actingName ?? null;
    const props = { frame, account, devices, companies, actor, actingFor, done };
    return show(renderDocument(<CitizenView {...props} />));
  },
});

interface Shown {
  frame: PageFrame;
  account: OwnAccount;
  devices: number;
  done: string | undefined;
}

function CitizenView(
  props: Shown & { actor: Extract<Actor, { kind: "citizen" }>; companies: number; actingFor: string | null },
): VNode {
  const { frame, account, devices, actor, companies, actingFor, done } = props;
  const isNamed = account.name !== "";
  return (
    <AccountPage
      frame={frame}
      title="我的账号"
      isTop
      lead={`${isNamed ? `${account.name}，` : ""}${levelWords[actor.assurance]}。${levelReach[actor.assurance]}`}
      done={done}
    >
      <InnerSection id="who" title="我是谁">
        <Facts
          facts={[
            { term: "姓名", value: isNamed ? account.name : "实名后显示" },
            { term: "身份证号", value: <Code text={account.idNumber} none="实名后显示" /> },
            {
              term: "实名等级",
              value: (
                <With href={paths.identity} act={actor.assurance < 2 ? "去实名" : "看记录"} about="实名等级">
                  {levelWords[actor.assurance]}
                </With>
              ),
            },
          ]}
        />
      </InnerSection>
      <InnerSection id="acting" title="替谁办事">
        <Facts
          facts={[
            {
              term: "现在",
              value: (
                <With href={paths.acting} act="更换" about="替谁办事">
                  {actingFor === null ? "为自己办" : `代“${actingFor}”办`}
                </With>
              ),
            },
            {
              term: "我的单位",
              value: (
                <With href={paths.companies} act={companies > 0 ? "看单位和授权" : "登记单位"} about="我的单位">
                  {companies > 0 ? `${companies} 家` : "没有"}
                </With>
              ),
            },
          ]}
        />
      </InnerSection>
      <SignInWays account={account} devices={devices} isCitizen />
      <InnerSection id="privacy" title="我的信息">
        <Facts
          facts={[
            {
              term: "查看记录",
              value: (
                <With href={paths.accesses} act="看记录" about="谁看过我的信息">
                  工作人员每次看您的信息都有记录
                </With>
              ),
            },
            ...(frame.has("/inbox/ways")
              ? [
                  {
                    term: "通知",
                    value: (
                      <With href="/inbox/ways" act="设置" about="通知方式">
                        短信和邮件
                      </With>
                    ),
                  },
                ]
              : []),
          ]}
        />
        <p class="small above">
          <a href={paths.close}>注销账号</a>
        </p>
      </InnerSection>
    </AccountPage>
  );
}

function StaffView(props: Shown & { second: SecondFactorState }): VNode {
  const { frame, account, devices, done, second } = props;
  return (
    <AccountPage frame={frame} title="我的账号" isTop lead={`工作账号，${account.name}。`} done={done}>
      <SignInWays account={account} devices={devices} second={second} />
    </AccountPage>
  );
}

function SignInWays(props: {
  account: OwnAccount;
  devices: number;
  isCitizen?: boolean;
  second?: SecondFactorState;
}): VNode {
  const { account, devices, second } = props;
  const phone = {
    term: "手机号",
    value: (
      <With href={paths.phone} act="更换" about="手机号">
        <Code text={account.phone} none="没有" />
      </With>
    ),
  };
  return (
    <InnerSection id="ways" title="怎么登录">
      <Facts
        facts={[
          ...(props.isCitizen ? [phone] : []),
          {
            term: "密码",
            value: (
              <With href={paths.password} act={account.hasPassword ? "修改" : "设一个"} about="密码">
                {account.hasPassword ? "已设" : "没有设，用验证码登录"}
              </With>
            ),
          },
          ...(second ? [secondLine(second)] : []),
          {
            term: "登录着的设备",
            value: (
              <With href={paths.devices} act="管理" about="设备">
                {`${devices} 台`}
              </With>
            ),
          },
        ]}
      />
    </InnerSection>
  );
}

function secondLine({ since, isRequired }: SecondFactorState) {
  const isOn = since !== null;
  return {
    term: "第二道验证",
    value: (
      <With href={paths.secondFactor} act={isOn ? "管理" : "打开"} about="第二道验证">
        {isOn ? "已打开" : isRequired ? "没有打开，您的岗位要求打开" : "没有打开"}
      </With>
    ),
  };
}

/** A value and what can be done about it. */
function With(props: { href: string; act: string; about: string; children: ComponentChildren }): VNode {
  return (
    <span class="row row-between">
      <span>{props.children}</span>
      <a href={props.href}>
        {props.act}
        <span class="sr">：{props.about}</span>
      </a>
    </span>
  );
}

function Code(props: { text: string | undefined; none: string }): ComponentChildren {
  return props.text === undefined ? props.none : <span class="code">{props.text}</span>;
}
