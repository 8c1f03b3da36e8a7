import { commonServices } from "../../gallery/examples/home.ts";
import { themesOfPersons } from "../../gallery/examples/themes.ts";
import type { Specimen } from "../../gallery/specimen.ts";
import { Services } from "./services.tsx";
import { Tiles } from "./tiles.tsx";

export const specimens: Specimen[] = [
  {
    title: "常办的事：大字是承诺，小字是法律",
    view: () => <Services services={commonServices.slice(0, 4)} />,
  },
  {
    title: "主题",
    view: () => <Tiles tiles={themesOfPersons.slice(0, 11)} allHref="/items" />,
  },
  {
    title: "主题：还没有事项时只供阅读",
    view: () => <Tiles tiles={themesOfPersons.slice(0, 4).map(({ href: _, ...tile }) => tile)} />,
  },
];
