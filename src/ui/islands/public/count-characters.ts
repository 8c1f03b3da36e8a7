/** Under a text with a limit (`data-count`): how many characters are left. The server checks; this only says it early. */
export function startCountCharacters(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-count]")) {
    const line = document.getElementById(`${area.id}-count`);
    if (line) countAlong(area, line);
  }
}

function countAlong(area: HTMLTextAreaElement, line: HTMLElement): void {
  const limit = Number(area.getAttribute("data-count"));
  const show = () => {
    const left = limit - charactersOf(area.value);
    line.textContent = left >= 0 ? `最多 ${limit} 字，还可写 ${left} 字` : `最多 ${limit} 字，多了 ${-left} 字`;
    line.classList.toggle("is-over", left < 0);
  };
  area.addEventListener("input", show);
  show();
}

/** Characters as people count them: code points, as the server does. */
export function charactersOf(text: string): number {
  return [...text].length;
}
