export { type Answer, Answers } from "./answers.tsx";
export { Form, type FormProps } from "./form.tsx";
export { Rows, type RowsProps } from "./rows.tsx";
