/** Something a flow's author should know. An error keeps the flow from being published or run; a warning is for a person to weigh. */
export interface Finding {
  /** Stable word; the README lists all of them. */
  code: string;
  level: "error" | "warning";
  /** The node concerned; empty when it is the flow itself. */
  node: string;
  /** Short plain Chinese for the item's editor. */
  message: string;
}
