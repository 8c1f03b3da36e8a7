/** Whole pages the gallery can show, each made by a layout. */
export const pageNames = ["home", "guide", "search", "draft", "form", "case", "desk", "kiosk", "error"] as const;

export type PageName = (typeof pageNames)[number];

/** How the gallery calls them. */
export const pageTitles: Record<PageName, string> = {
  home: "省级大厅首页",
  guide: "事项指南",
  search: "搜索结果",
  draft: "草稿与任务清单",
  form: "表单页（422）",
  case: "办件页",
  desk: "工作台：待办",
  kiosk: "自助终端（竖屏）",
  error: "出错页",
};
