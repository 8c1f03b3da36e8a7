/** What our flows say beyond BPMN, as attributes of our own namespace; other tools keep what they do not know. */
export const wangtingPackage = {
  name: "Wangting",
  prefix: "wangting",
  uri: "urn:wangting:flow:1",
  xml: { tagAlias: "lowerCase" },
  types: [
    extension("TaskWords", "bpmn:Task", ["act", "post", "body", "limit", "procedure", "mayCorrect", "returnTo"]),
    extension("TimerWords", "bpmn:TimerEventDefinition", ["unit"]),
    extension("BoundaryWords", "bpmn:BoundaryEvent", ["deemed"]),
    extension("JoinWords", "bpmn:ComplexGateway", ["rule", "percent", "waitFor"]),
    extension("EndWords", "bpmn:EndEvent", ["outcome"]),
    extension("LineWords", "bpmn:SequenceFlow", ["way"]),
    { name: "Fact", superClass: ["Element"], properties: attributes(["key", "name", "kind", "values"]) },
  ],
};

/** Expression language of a choice's conditions. */
export const jsonLogic = "https://jsonlogic.com/";
/** Expression language of the lines that leave a task or join: the outcome's name. */
export const outcomeWord = "urn:wangting:outcome";

function extension(name: string, of: string, words: readonly string[]) {
  return { name, extends: [of], properties: attributes(words) };
}

function attributes(words: readonly string[]) {
  return words.map((name) => ({ name, isAttr: true, type: "String" }));
}
