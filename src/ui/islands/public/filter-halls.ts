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
    // A city that is looked for stands as the heading of its counties.
    const whole = (group.querySelector("h2, h3")?.textContent ?? "").includes(words);
    for (const hall of halls) hall.hidden = !whole && !(hall.textContent ?? "").includes(words);
    group.hidden = !whole && halls.every((hall) => hall.hidden);
  }
}
