export { type Fact, Facts, InlineFacts } from "./facts.tsx";
