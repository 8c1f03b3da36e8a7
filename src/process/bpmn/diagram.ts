import type { BpmnModdle, ModdleElement } from "bpmn-moddle";
import type { Exit } from "../flow.ts";
import type { ChartBox, FlowChart } from "../layout.ts";

interface Drawn {
  nodes: ReadonlyMap<string, ModdleElement>;
  merges: ReadonlyMap<string, { element: ModdleElement; line: ModdleElement }>;
  lines: readonly { element: ModdleElement; from: string; exit: Exit }[];
  silences: readonly { event: ModdleElement; element: ModdleElement; from: string; to: string }[];
}

/** The drawing part of the file, from the same chart that the guide's page shows. */
export function drawDiagram(moddle: BpmnModdle, process: ModdleElement, chart: FlowChart, drawn: Drawn): ModdleElement {
  const boxes = new Map(chart.boxes.map((box) => [box.node, box]));
  const shapes = [...drawn.nodes].map(([key, element]) => shape(element, boxes.get(key)));
  const silent = drawn.silences.map(({ event, from }) => {
    const box = boxes.get(from);
    return shape(
      event,
      box && { ...box, x: box.x + box.width - 30, y: box.y + box.height - 18, width: 36, height: 36 },
    );
  });
  const merged = [...drawn.merges].map(([key, { element }]) => {
    const box = boxes.get(key);
    return shape(element, box && { ...box, x: box.x + box.width / 2 - 10, y: box.y - 22, width: 20, height: 20 });
  });
  const edges = [
    ...drawn.lines.map(({ element, from, exit }) => edge(element, from, exit.to)),
    ...drawn.silences.map(({ element, from, to }) => edge(element, from, to)),
    ...[...drawn.merges].map(([key, { line }]) => entry(line, boxes.get(key))),
  ];
  const planeElement = [...shapes, ...merged, ...silent, ...edges];
  const plane = moddle.create("bpmndi:BPMNPlane", { id: `${idOf(process)}_plane`, bpmnElement: process, planeElement });
  return moddle.create("bpmndi:BPMNDiagram", { id: `${idOf(process)}_diagram`, plane });

  function shape(element: ModdleElement, box: Omit<ChartBox, "node"> | undefined): ModdleElement {
    const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
    const bounds = moddle.create("dc:Bounds", { x, y, width, height });
    return moddle.create("bpmndi:BPMNShape", { id: `${idOf(element)}_shape`, bpmnElement: element, bounds });
  }

  /** The short line from a merge to the fork below it. */
  function entry(element: ModdleElement, box: ChartBox | undefined): ModdleElement {
    const { x = 0, y = 0, width = 0 } = box ?? {};
    const waypoint = [y - 2, y].map((height) => moddle.create("dc:Point", { x: x + width / 2, y: height }));
    return moddle.create("bpmndi:BPMNEdge", { id: `${idOf(element)}_edge`, bpmnElement: element, waypoint });
  }

  function edge(element: ModdleElement, from: string, to: string): ModdleElement {
    const line = chart.lines.find((one) => one.from === from && one.to === to);
    const waypoint = (line?.points ?? []).map(([x, y]) => moddle.create("dc:Point", { x, y }));
    return moddle.create("bpmndi:BPMNEdge", { id: `${idOf(element)}_edge`, bpmnElement: element, waypoint });
  }
}

function idOf(element: ModdleElement): string {
  return String(element.get("id"));
}
