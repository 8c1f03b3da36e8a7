import { idNumberCheckCharacter } from "../../kernel/codes/index.ts";
import { lookUp, receiptOn } from "./apply.fixture.ts";
import { approve, openCase, press } from "./desk.fixture.ts";
import type { Walk } from "./walk.fixture.ts";

const [window, approver] = ["440104-market-window", "440104-market-approve"];

/** (d) 窗口代办：没有手机的老人，当面办，拿着回执回家，凭编号和密码查，到窗口领. */
export async function atCounter(walk: Walk): Promise<void> {
  const { hall, look, view } = walk;
  const page = await walk.as(window);
  await page.goto(`${hall.origin}/desk/counter`);
  await look(page, "counter");
  await page.getByLabel("姓名", { exact: true }).fill("郑老伯");
  await page.getByLabel("身份证号", { exact: true }).fill(numberFor(view));
  await page.getByRole("button", { name: "证件已核对，下一步" }).click();
  await page.getByRole("heading", { name: "办哪件事" }).waitFor();
  await look(page, "items");
  await page.getByRole("link", { name: "个体工商户设立登记", exact: true }).first().click();
  await page.waitForURL(/\/apply/);
  await look(page, "form");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.waitForSelector(".error-summary");
  await look(page, "form-422");
  await page
    .getByRole("group", { name: /前置审批/ })
    .getByLabel("否")
    .check();
  await page.getByRole("group", { name: /委托/ }).getByLabel("否").check();
  await page.getByLabel("字号名称").fill("郑记杂货");
  await page.getByLabel("经营范围").fill("日用百货零售");
  await page.getByLabel("所在街道或乡镇").selectOption({ label: "北京街道" });
  await page.getByLabel("详细地址").fill("样例路 10 号");
  await page.getByLabel("从业人数").fill("1");
  await page.getByLabel("个人经营").check();
  await page.getByLabel("到窗口领取").check();
  for (const paper of ["个体工商户登记申请书", "经营场所使用相关文件"]) {
    await page.getByRole("group", { name: paper }).getByLabel("收到纸质").check();
    await page.getByRole("group", { name: paper }).getByLabel("原件已核对").check();
  }
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("heading", { name: "已提交，请打印回执" }).waitFor();
  await look(page, "receipt");
  const receipt = await receiptOn(page);
  const { number } = receipt;
  await hall.settle();

  await press(await openCase(walk, window, number), "受理", /已受理/);
  await approve(await openCase(walk, approver, number));
  await openCase(walk, window, number);
  await page.getByRole("radio", { name: "窗口领取" }).check();
  await press(page, "送达", /送达已登记/);
  await hall.settle();

  const relative = await walk.stranger();
  await lookUp(walk, relative, receipt);
  await relative.getByText(/领取/).first().waitFor();
  await look(relative, "progress");

  await openCase(walk, window, number);
  await page.getByLabel("领取人姓名").fill("郑老伯");
  await look(page, "pickup");
  await press(page, "领取登记", /领取已登记/);
  await look(page, "done");
}

/** A document of its own for each view. */
function numberFor({ width, script }: Walk["view"]): string {
  const digits = `4499991949${width === 375 ? "01" : "02"}16${script ? "101" : "103"}`;
  return digits + idNumberCheckCharacter(digits);
}
