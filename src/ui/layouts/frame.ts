import type { ColumnKey } from "./addresses.ts";

/** Files the frame asks for; the build adds a hash to each name. */
export type AssetName = "hall.css" | "hall-themes.css" | "islands.js" | "favicon.svg";

/** From the name of a file to its address, e.g. /assets/hall.3f2a9c.css. */
export type AssetUrl = (name: AssetName) => string;

/** Token sets a page can stand in. */
export type Mode = "standard" | "elder" | "kiosk" | "console";
export type Contrast = "normal" | "more";

/** A hall as one step of a path or one choice of the switcher. */
export interface HallLink {
  name: string;
  href: string;
}

/** The hall a page belongs to. */
export interface Hall {
  /** 6-digit code; the name of its theme. */
  code: string;
  /** 广东省网上办事大厅 */
  title: string;
  href: string;
  /** Places above the path whose halls stand elsewhere: names, no links. */
  within?: readonly string[];
  /** From the uppermost hall of this installation down to this hall, this hall last. */
  path: readonly HallLink[];
  /** What lies below, counted: 21 市, 122 县区. */
  below?: readonly HallLink[];
  /** Where one can change to; the first group is the nearest. */
  switcher?: { words: string; groups: readonly { title: string; halls: readonly HallLink[] }[]; allHref: string };
  /** A hue of its own, 180–290; without it the hall wears the blue of the house. */
  hue?: number;
  /** Lines the law asks for at the foot: host, records. */
  imprint?: readonly string[];
}

/** Whoever is signed in, as the head of every page shows him. Made from his session: it costs no query. */
export interface FramePerson {
  kind: "citizen" | "staff";
  /** Masked: 张*, or 138****8000 while the name is not known; an officer's name at work. */
  name: string;
  /** The legal person he acts for now. */
  actingFor?: string;
  /** Messages he has not read, where the page has counted them. */
  unread?: number;
  /** Token of the form that signs out; without it the head offers the account's page instead. */
  csrf?: string;
}

/** What every page of the public site knows about where it stands and who reads it. */
export interface PageFrame {
  asset: AssetUrl;
  hall: Hall;
  /** Path and query of this page: the way back after a change of look or a login. */
  address: string;
  mode: "standard" | "elder";
  contrast: Contrast;
  column?: ColumnKey;
  /** Absent for visitors. */
  person?: FramePerson;
  /** Words last searched for, shown again in the box. */
  searched?: string;
  /**
   * Whether the page behind an address of this site is there. The frame shows columns, search, signing in and the links of its foot only
   * when it is: a hall grows, and nothing in it leads nowhere.
   */
  has: (address: string) => boolean;
  /** True in a demonstration: the foot says that cases and numbers are examples. */
  demo?: boolean;
}
