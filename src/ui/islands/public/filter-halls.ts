/** In the hall switcher: typing narrows the list. Without script the box stays hidden and the whole list is there. */
export function startFilterHalls(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-island="hall-filter"]')) {
    const input = place.querySelector("input");
    const list = place.parentElement;
    if (!input || !list) continue;
    place.hidden = false;
    input.addEventListener("input", () => narrow(list, input.value.trim()));
  }
}

function narrow(list: HTMLElement, words: string): void {
  for (const group of list.querySelectorAll<HTMLElement>(".pick-group")) {
    const halls = [...group.querySelectorAll<HTMLElement>("li")];
    for (const hall of halls) hall.hidden = !(hall.textContent ?? "").includes(words);
    group.hidden = halls.every((hall) => hall.hidden);
  }
}
