export { CardTag, Tag, type TagTone } from "./tag.tsx";
