/** One line that the server proposes. */
interface Line {
  name: string;
  /** Stretches of the name that were typed, `[from, to)`. */
  marks: [number, number][];
  /** Why it is here, where it is handled. */
  note: string;
  href: string;
}

/** Longer than a quick typist needs for a key, shorter than a wait. */
const pauseMs = 160;

/**
 * At a search box with `data-suggest`: lines below it while one types, by the combobox pattern of ARIA. Arrow keys go through
 * them, Enter opens one, Escape closes them. Without script, and when nothing comes, the box searches as before.
 */
export function startSuggest(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-suggest]")) suggestAt(input);
}

function suggestAt(input: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.id = `${input.id}-lines`;
  list.hidden = true;
  const known = new Map<string, Line[]>();
  let lines: Line[] = [];
  let active = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const say = (name: string, value: string) => input.setAttribute(`aria-${name}`, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "可能要办的事项");
  input.setAttribute("role", "combobox");
  say("autocomplete", "list");
  say("controls", list.id);
  input.parentElement?.append(list);

  const activate = (at: number) => {
    active = at;
    for (const [index, option] of [...list.children].entries()) option.setAttribute("aria-selected", `${index === at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else say("activedescendant", `${list.id}-${at}`);
  };
  const show = (found: Line[]) => {
    lines = found;
    list.replaceChildren(...found.map((line, at) => optionOf(line, `${list.id}-${at}`)));
    list.hidden = found.length === 0;
    say("expanded", `${!list.hidden}`);
    activate(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    show([]);
  };
  const open = (at: number) => {
    const line = lines[at];
    if (line) location.assign(line.href);
  };

  const ask = async (words: string) => {
    asking?.abort();
    asking = new AbortController();
    try {
      const found = known.get(words) ?? (await linesFor(input, words, asking.signal));
      known.set(words, found);
      if (document.activeElement === input && input.value.trim() === words) show(found);
    } catch {
      // Too many, offline, overtaken by the next key: the box itself still works.
    }
  };

  show([]);
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // Letters of an unfinished pinyin are no words yet.
    if (event instanceof InputEvent && event.isComposing) return;
    const words = input.value.trim();
    if (words === "") close();
    else timer = setTimeout(() => void ask(words), pauseMs);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      // From the box to the first or the last, through the lines, and back to the box.
      const stops = lines.length + 1;
      activate(((active + 1 + step + stops) % stops) - 1);
    } else if (event.key === "Enter" && active >= 0) open(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // The box keeps the focus while a line is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest("li");
    if (option) open([...list.children].indexOf(option));
  });
}

async function linesFor(input: HTMLInputElement, words: string, signal: AbortSignal): Promise<Line[]> {
  const query = new URLSearchParams({ q: words });
  const hall = input.form?.elements.namedItem("hall");
  if (hall instanceof HTMLInputElement) query.set("hall", hall.value);
  const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return ((await answer.json()) as { lines: Line[] }).lines;
}

function optionOf({ name, marks, note }: Line, id: string): HTMLLIElement {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  let at = 0;
  for (const [from, to] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = name.slice(from, to);
    option.append(name.slice(at, from), mark);
    at = to;
  }
  const small = document.createElement("small");
  small.textContent = note;
  option.append(name.slice(at), small);
  return option;
}
