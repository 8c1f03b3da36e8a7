/** What the doctor found about one matter: fine, or one sentence that says what is wrong and how to mend it. */
export interface Finding {
  /** The matter, in Chinese. */
  readonly matter: string;
  readonly state: "fine" | "warning" | "broken";
  /** One Chinese sentence; when not fine it holds the mend. */
  readonly sentence: string;
}

export function fine(matter: string, sentence: string): Finding {
  return { matter, state: "fine", sentence };
}

export function warning(matter: string, sentence: string): Finding {
  return { matter, state: "warning", sentence };
}

export function broken(matter: string, sentence: string): Finding {
  return { matter, state: "broken", sentence };
}
