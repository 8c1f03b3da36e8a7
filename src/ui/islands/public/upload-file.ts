import { Refused, sendFile } from "./send-file.ts";

/**
 * At a file input with `data-upload`: sends what is chosen at once, in pieces, with progress, and goes on after a broken connection
 * or a reload when the same file is chosen again. The page's own button then has nothing left to send. Without script the file
 * travels with the form.
 */
export function startUploadFile(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-upload]")) {
    const input = place.querySelector("input");
    const list = place.previousElementSibling;
    const template = list?.querySelector("template");
    if (!input || !(list instanceof HTMLElement) || !template) continue;
    const form = holdForm(input.form);
    const take = (chosen: FileList | null | undefined) => {
      const files = [...(chosen ?? [])];
      list.hidden = list.hidden && files.length === 0;
      for (const file of input.multiple ? files : files.slice(0, 1)) void carry(file, place, list, template, form);
    };
    offerButton(input);
    input.addEventListener("change", () => {
      take(input.files);
      // The form must not send them again.
      input.value = "";
    });
    place.addEventListener("dragover", (event) => event.preventDefault());
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      take(event.dataTransfer?.files);
    });
  }
}

/** The browser's own control would go on saying that nothing was chosen. */
function offerButton(input: HTMLInputElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-line button-s";
  const field = document.createElement("span");
  field.className = "sr";
  field.textContent = `：${input.labels?.[0]?.textContent ?? ""}`;
  button.append("选择文件", field);
  button.setAttribute("aria-describedby", input.getAttribute("aria-describedby") ?? "");
  button.addEventListener("click", () => input.click());
  input.before(button);
  input.className = "sr";
  input.tabIndex = -1;
}

interface Waiting {
  begin(): void;
  end(isSent: boolean): void;
}

const waitingForms = new WeakMap<HTMLFormElement, Waiting>();

/** A form that is sent while files are on their way waits for them, and then goes by itself. */
function holdForm(form: HTMLFormElement | null): Waiting {
  if (!form) return { begin() {}, end() {} };
  const known = waitingForms.get(form);
  if (known) return known;
  let under = 0;
  let pressed: { button: HTMLElement | null } | undefined;
  form.addEventListener("submit", (event) => {
    if (under === 0) return;
    event.preventDefault();
    pressed = { button: event.submitter };
    event.submitter?.setAttribute("aria-busy", "true");
  });
  const waiting = {
    begin() {
      under += 1;
    },
    end(isSent: boolean) {
      under -= 1;
      const { button } = pressed ?? {};
      button?.removeAttribute("aria-busy");
      if (!isSent) pressed = undefined;
      if (pressed && under === 0) form.requestSubmit(button);
    },
  };
  waitingForms.set(form, waiting);
  return waiting;
}

async function carry(
  file: File,
  place: HTMLElement,
  list: HTMLElement,
  template: HTMLTemplateElement,
  form: Waiting,
): Promise<void> {
  const line = lineOf(file, template);
  list.append(line.item);
  const most = Number(place.dataset.most);
  if (file.size === 0) return line.fail("这个文件是空的，请换一个");
  if (file.size > most) return line.fail(`文件有 ${sayBytes(file.size)}，超过了 ${sayBytes(most)}`);
  const stop = new AbortController();
  line.onStop(() => stop.abort());
  form.begin();
  let isSent = false;
  try {
    const door = place.dataset.upload ?? "";
    const sent = await sendFile(door, file, (bytes) => line.show(bytes), stop.signal);
    isSent = true;
    line.done(sent);
  } catch (error) {
    if (stop.signal.aborted) line.item.remove();
    else if (error instanceof Refused) line.fail(error.message);
    else
      line.fail(
        "网络断了，没有传完；恢复后重新选择这个文件，会接着传",
        () => void carry(file, place, list, template, form),
      );
  } finally {
    form.end(isSent);
  }
}

/** One file in the list above the input: on its way, arrived, or refused. */
function lineOf(file: File, template: HTMLTemplateElement) {
  const item = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  const link = item.querySelector("a") as HTMLAnchorElement;
  const note = item.querySelector("small") as HTMLElement;
  const button = item.querySelector("button") as HTMLButtonElement;
  const bar = document.createElement("progress");
  const name = document.createElement("span");
  name.textContent = file.name;
  link.replaceWith(name);
  note.setAttribute("role", "status");
  bar.max = file.size;
  bar.value = 0;
  bar.setAttribute("aria-label", `上传进度：${file.name}`);
  note.after(bar);
  button.type = "button";
  button.removeAttribute("name");
  say("正在上传", "取消");

  function say(words: string, way: string): void {
    if (note.textContent !== words) note.textContent = words;
    const hidden = document.createElement("span");
    hidden.className = "sr";
    hidden.textContent = `：${file.name}`;
    button.replaceChildren(way, hidden);
  }

  return {
    item,
    onStop(stop: () => void) {
      button.onclick = stop;
    },
    show(bytes: number) {
      bar.value = bytes;
      if (bytes >= file.size) say("正在检查", "取消");
    },
    done(sent: { name: string; href: string; note: string; removeValue?: string }) {
      bar.remove();
      link.textContent = sent.name;
      link.href = sent.href;
      name.replaceWith(link);
      say(`${sent.note}`, "删除");
      button.onclick = null;
      button.type = "submit";
      button.name = "remove";
      button.value = sent.removeValue ?? "";
      button.hidden = !sent.removeValue;
    },
    fail(words: string, again?: () => void) {
      bar.remove();
      const alert = document.createElement("span");
      alert.className = "error-text";
      alert.setAttribute("role", "alert");
      note.replaceWith(alert);
      alert.textContent = words;
      say("", again ? "重试" : "关闭");
      button.onclick = () => {
        item.remove();
        again?.();
      };
    },
  };
}

function sayBytes(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(bytes / 104_857.6) / 10} MB`;
}
