import type { Specimen } from "../../gallery/specimen.ts";
import { Button, ButtonLink } from "./button.tsx";

export const specimens: Specimen[] = [
  {
    title: "主按钮：常态、悬停、焦点、按下、不可用、进行中",
    note: "一页一个主按钮，写明按下去会怎样。",
    view: () => (
      <p class="row">
        <Button type="button">在线办理</Button>
        <Button type="button" held="hover">
          在线办理
        </Button>
        <Button type="button" held="focus">
          在线办理
        </Button>
        <Button type="button" held="active">
          在线办理
        </Button>
        <Button type="button" disabled>
          在线办理
        </Button>
        <Button type="button" busy>
          提交中
        </Button>
      </p>
    ),
  },
  {
    title: "次按钮、出路、撤不回的、小按钮",
    view: () => (
      <p class="row">
        <Button type="button" kind="line">
          看办事指南
        </Button>
        <Button type="button" kind="line" held="hover">
          看办事指南
        </Button>
        <Button type="button" kind="line" disabled>
          看办事指南
        </Button>
        <Button type="button" kind="plain">
          先存着
        </Button>
        <Button type="button" kind="plain" held="hover">
          先存着
        </Button>
        <Button type="button" kind="stop">
          撤回申请
        </Button>
        <Button type="button" kind="stop" held="hover">
          撤回申请
        </Button>
        <Button type="button" kind="line" size="small" icon="download">
          导出
        </Button>
      </p>
    ),
  },
  {
    title: "像按钮的链接",
    note: "去别的页面用链接，改变数据用按钮。",
    view: () => (
      <p class="row">
        <ButtonLink href="/items/food-business-licence/apply" iconEnd="arrow-right">
          在线办理
        </ButtonLink>
        <ButtonLink kind="line" href="/items/food-business-licence">
          看办事指南
        </ButtonLink>
      </p>
    ),
  },
];
