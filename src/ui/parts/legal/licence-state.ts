import type { IconName } from "../../icons/index.ts";

/** What a licence is worth at the moment it is checked. `altered`: the signature does not fit; `unknown`: no hall issued it. */
export type LicenceState = "valid" | "expired" | "suspended" | "revoked" | "cancelled" | "altered" | "unknown";

interface StateWords {
  /** The headline of a check. */
  verdict: string;
  /** One word on the face. */
  word: string;
  icon: IconName;
  good: boolean;
}

/** The words for each state; only `valid` is good, all others are errors for whoever relies on the licence. */
export const stateWords: Readonly<Record<LicenceState, StateWords>> = {
  valid: { verdict: "这张证照是真的，现在有效", word: "有效", icon: "badge-check", good: true },
  expired: { verdict: "这张证照是真的，但已过有效期", word: "已过期", icon: "clock", good: false },
  suspended: { verdict: "这张证照是真的，但已挂失，暂停使用", word: "已挂失", icon: "pause", good: false },
  revoked: { verdict: "这张证照已被吊销，不能使用", word: "已吊销", icon: "circle-alert", good: false },
  cancelled: { verdict: "这张证照已经注销，不能使用", word: "已注销", icon: "circle-alert", good: false },
  altered: { verdict: "内容被改过，不要相信这张证照", word: "签名不符", icon: "circle-alert", good: false },
  unknown: { verdict: "没有查到这张证照", word: "查不到", icon: "circle-alert", good: false },
};
