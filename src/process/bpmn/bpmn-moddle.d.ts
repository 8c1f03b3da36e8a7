/** The part of `bpmn-moddle` that we use; the package ships no types for its face. */
declare module "bpmn-moddle" {
  /** An element of the file: its own properties by name, those of other namespaces by `prefix:name`. */
  export interface ModdleElement {
    readonly $type: string;
    get(name: string): unknown;
  }
  export interface Parsed {
    rootElement: ModdleElement;
    warnings: { message: string }[];
  }
  export class BpmnModdle {
    constructor(packages: Record<string, unknown>);
    create(type: string, properties: Record<string, unknown>): ModdleElement;
    fromXML(xml: string): Promise<Parsed>;
    toXML(element: ModdleElement, options: { format: boolean }): Promise<{ xml: string }>;
  }
}
