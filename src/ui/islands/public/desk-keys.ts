/**
 * The officers' desk by keyboard: J and K walk along the rows (links with `data-row`), X ticks the row's box, / goes to the search,
 * A to the form, C to the next point of the checklist that is not ticked, U back to the queue. Never while something is typed, never with Ctrl, Alt or ⌘; everything is reached by Tab too.
 */
export function startDeskKeys(root: Document): void {
  if (!root.querySelector("main.desk")) return;
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (press(root, event.key.toLowerCase())) event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "radio";
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** @returns whether the key meant something here. */
function press(root: Document, key: string): boolean {
  if (key === "j") return walk(root, 1);
  if (key === "k") return walk(root, -1);
  if (key === "x") return tick(root);
  if (key === "/") return focus(root.querySelector<HTMLElement>('.topbar input[type="search"]'));
  if (key === "a")
    return focus(
      root.querySelector<HTMLElement>(
        "form.decide :is(input:not([type=hidden]), textarea, select, button), #acts button",
      ),
    );
  if (key === "c") return focus(root.querySelector<HTMLElement>('input[name="checked"]:not(:checked)'));
  if (key === "u") return follow(root.querySelector<HTMLAnchorElement>("[data-up]"));
  return false;
}

function walk(root: Document, by: 1 | -1): boolean {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-row]")];
  const own = root.activeElement?.closest("tr") ?? null;
  const at = rows.findIndex((row) => row.closest("tr") === own && own !== null);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  return focus(rows[next] ?? null);
}

function tick(root: Document): boolean {
  const box = root.activeElement?.closest("tr")?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return box !== undefined && box !== null;
}

function focus(one: HTMLElement | null): boolean {
  one?.focus();
  one?.scrollIntoView({ block: "nearest" });
  return one !== null;
}

function follow(link: HTMLAnchorElement | null): boolean {
  link?.click();
  return link !== null;
}
