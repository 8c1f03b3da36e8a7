import type { VNode } from "preact";
import { Type } from "typebox";
import { type Device, listDevices, revokeDevice, revokeOtherDevices } from "../../identity/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import { Button, CardTable, type PageFrame, renderDocument, Tag } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { AccountPage, lateTo } from "./account-frame.tsx";
import { deviceWords } from "./device-words.ts";
import { paths } from "./paths.ts";

const params = Type.Object({
  device: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-fA-F-]+$" }),
});

function DevicesView(props: {
  frame: PageFrame;
  devices: readonly Device[];
  csrf: string;
  done: string | undefined;
}): VNode {
  const { frame, devices, csrf, done } = props;
  return (
    <AccountPage
      frame={frame}
      title={`登录着 ${devices.length} 台设备`}
      here="登录着的设备"
      lead="有不认识的，让它退出，再改密码。"
      done={done}
    >
      <CardTable
        caption="登录着的设备"
        captionHidden
        rows={devices}
        rowKey={({ id }) => id}
        columns={[
          {
            head: "设备",
            role: "name",
            cell: ({ browser, isThis }) => (
              <>
                {deviceWords(browser)} {isThis ? <Tag tone="brand">这一台</Tag> : null}
              </>
            ),
          },
          { head: "登录于", cell: ({ signedInAt }) => formatInstant(signedInAt, { year: true }) },
          { head: "最近使用", cell: ({ seenAt }) => formatInstant(seenAt, { year: true }) },
          {
            head: "操作",
            role: "act",
            cell: ({ id, browser, isThis }) => (
              <form method="post" action={isThis ? paths.signOut : `${paths.devices}/${id}`}>
                <input type="hidden" name="_csrf" value={csrf} />
                <Button kind="plain" size="small" label={`退出：${deviceWords(browser)}`}>
                  退出
                </Button>
              </form>
            ),
          },
        ]}
      />
      {devices.length > 1 ? (
        <form method="post" action={`${paths.devices}/others`}>
          <input type="hidden" name="_csrf" value={csrf} />
          <Button kind="line">让别的设备都退出</Button>
        </form>
      ) : null}
      <p>
        <a href={paths.password}>修改密码</a>
      </p>
    </AccountPage>
  );
}

const doneWords = { one: "那台设备已经退出", others: "别的设备都已退出" } as const;

/** `/account/devices`: where I am signed in. */
export const devicePages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.devices,
    role: "anyone",
    assurance: 1,
    summary: "登录着的设备，可以让一台或别的都退出",
    query: Type.Object({ done: Type.Optional(Type.Enum(["one", "others"])) }),
    async handle(call) {
      const { house, actor, request, query } = call;
      const devices = await listDevices(house, house.db, actor, request.session);
      const frame = await ownFrame(call);
      const done = query.done && doneWords[query.done];
      return show(renderDocument(<DevicesView {...{ frame, devices, done, csrf: call.csrfToken() }} />));
    },
  }),
  page({
    method: "POST",
    path: `${paths.devices}/others`,
    role: "anyone",
    assurance: 1,
    summary: "让别的设备都退出",
    async handle({ house, actor, request }) {
      const { session } = request;
      if (session) await inTransaction(house.db, (tx) => revokeOtherDevices(house, tx, actor, session));
      return seeOther(`${paths.devices}?done=others`);
    },
    lapsed: lateTo(paths.devices),
  }),
  page({
    method: "POST",
    path: `${paths.devices}/:device`,
    role: "anyone",
    assurance: 1,
    summary: "让一台设备退出",
    params,
    async handle({ house, actor, params: { device } }) {
      try {
        await inTransaction(house.db, (tx) => revokeDevice(house, tx, actor, { device }));
      } catch (error) {
        // Pressed twice, or it ended by itself: it is out.
        if (!(error instanceof HallError) || error.code !== "identity/no-device") throw error;
      }
      return seeOther(`${paths.devices}?done=one`);
    },
    lapsed: lateTo(paths.devices),
  }),
];
