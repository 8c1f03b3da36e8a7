/** Beside a number people pass on (`data-copy`): a button that copies it. Without script the number is simply read. */
export function startCopyNumber(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const number of root.querySelectorAll<HTMLElement>("[data-copy]")) number.after(copyButton(number));
}

function copyButton(number: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy noprint";
  button.textContent = "复制";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(number.textContent?.trim() ?? "");
    button.textContent = "已复制";
    setTimeout(() => {
      button.textContent = "复制";
    }, 2000);
  });
  return button;
}
