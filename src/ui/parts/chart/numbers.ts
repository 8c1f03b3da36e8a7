/** 41,286; 98.7; at most one decimal, thousands parted. */
export function numberWord(value: number): string {
  const [whole = "", part] = Math.abs(value).toFixed(1).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = part && part !== "0" ? `.${part}` : "";
  return `${value < 0 && (whole !== "0" || rest) ? "-" : ""}${grouped}${rest}`;
}

/** A number with its unit: 98.7%, 41,286 件. */
export function withUnit(value: number, unit: string): string {
  return unit === "%" ? `${numberWord(value)}%` : `${numberWord(value)} ${unit}`.trimEnd();
}
