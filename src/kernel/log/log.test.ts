import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createLog } from "./index.ts";

function written(work: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  work(createLog({ level: "debug", stream: { write: (line) => (text += line) } }));
  return text;
}

const person = { idNumber: "11010119900307109X", phone: "13800138000", name: "窗口一" };

test("a person's numbers do not reach the log, as a field, in a text, in a message or in an error", () => {
  const text = written((log) => {
    log.info({ applicant: { id_number: person.idNumber, phone: person.phone } }, "收件");
    log.info({ note: `申请人 ${person.idNumber}，电话${person.phone}。` }, "备注");
    log.warn(`电话 ${person.phone} 打不通`);
    log.error({ err: new Error(`duplicate key (id_number)=(${person.idNumber})`) }, "写入失败");
    log.error(new Error(`phone ${person.phone}`));
  });
  assert.ok(!text.includes(person.idNumber), text);
  assert.ok(!text.includes(person.phone), text);
  assert.ok(text.includes("收件") && text.includes("写入失败"));
});

test("passwords, tokens and cookies do not reach the log", () => {
  const text = written((log) => {
    log.info({
      password: "p-1",
      headers: { cookie: "c-2", "set-cookie": "s-3", authorization: "a-4" },
      queryPassword: "q-5",
    });
    log.info({ url: "postgres://hall:hunter2@db1/hall" });
    log.child({ token: "t-6" }).info("子日志");
  });
  for (const secret of ["p-1", "c-2", "s-3", "a-4", "q-5", "hunter2", "t-6"]) assert.ok(!text.includes(secret), secret);
});

test("case numbers, codes, days and counts stay readable", () => {
  const text = written((log) =>
    log.info({ number: "440104-261109-00863", uscc: "91440101MA59A1B2X3", on: "2026-11-21", n: 12 }),
  );
  for (const kept of ["440104-261109-00863", "91440101MA59A1B2X3", "2026-11-21", "12"])
    assert.ok(text.includes(kept), kept);
});

test("however deep or odd the value, a line is one line of JSON and holds no mobile number", () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 8 }), (fields) => {
      const text = written((log) => log.info({ fields, hidden: [[{ deep: `x ${person.phone} y` }]] }, "随机"));
      assert.equal(text.trim().split("\n").length, 1);
      JSON.parse(text);
      assert.ok(!text.includes(person.phone));
    }),
  );
});
