export { CardTable, type CardTableProps, type Column } from "./card-table.tsx";
