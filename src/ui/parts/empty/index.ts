export { Empty, Loading } from "./empty.tsx";
