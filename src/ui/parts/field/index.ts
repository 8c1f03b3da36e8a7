export type { AddressControl, Choice, Control, HeldFile, TextControl, Width } from "./control.ts";
export { Field, FieldError, type FieldProps } from "./field.tsx";
export { Option, Options, type OptionsProps } from "./options.tsx";
