export { type ErrorKind, HallError } from "./errors.ts";
