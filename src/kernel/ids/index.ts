export { type Id, idInstant, isId, lowestIdAt, newId, parseId } from "./id.ts";
export { isMod3736, mod3736CheckCharacter } from "./mod3736.ts";
