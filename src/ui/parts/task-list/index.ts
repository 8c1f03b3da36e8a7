export { type Task, TaskList, type TaskState } from "./task-list.tsx";
