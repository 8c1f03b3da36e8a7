/**
 * The line in which the house stands. A module knows only those before it: it calls their faces and hears their events.
 * `tools/check` reads every import and every subscription against these two lists.
 */

/** The rooms of the kernel, which have a line of their own; `testing` is for tests only. */
export const kernelRooms = [
  "errors",
  "clock",
  "config",
  "log",
  "calendar",
  "ids",
  "zip",
  "sheet",
  "seal",
  "db",
  "codes",
  "migrate",
  "outbox",
  "blob",
  "house",
  "http",
  "module",
  "testing",
] as const;

/** All modules, in reading order: ground, engines, registers, case work, links, watch, two pages, faces. */
export const moduleNames = [
  "kernel",
  "ui",
  "form",
  "process",
  "trust",
  "region",
  "organization",
  "identity",
  "disclosure",
  "catalogue",
  "material",
  "licence",
  "payment",
  "application",
  "collaboration",
  "archive",
  "exchange",
  "participation",
  "knowledge",
  "supervision",
  "monitoring",
  "opendata",
  "notification",
  "personal",
  "web",
  "api",
  "kiosk",
  "jobs",
  "cli",
] as const;
