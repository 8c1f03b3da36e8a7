export { cancelUpload } from "./cancel.ts";
export { type UploadCall, type UploadDoor, uploadRoutes } from "./routes.ts";
