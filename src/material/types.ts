/** The types a hall takes; what else there is, is refused. */
export type FileType = "pdf" | "jpg" | "png" | "ofd" | "doc" | "docx" | "xls" | "xlsx" | "zip";

interface TypeFacts {
  /** As people call it. */
  readonly label: string;
  readonly mediaType: string;
  /** Endings of names, the usual one first. */
  readonly extensions: readonly [string, ...string[]];
  /** Whether browsers show it without running anything of it. */
  readonly shown: boolean;
}

const openXml = "application/vnd.openxmlformats-officedocument";

/** What is known of each type. OFD: GB/T 33190; the media types are those registered with IANA, `application/ofd` among them. */
export const fileTypes: Readonly<Record<FileType, TypeFacts>> = {
  pdf: { label: "PDF", mediaType: "application/pdf", extensions: ["pdf"], shown: true },
  jpg: { label: "JPG", mediaType: "image/jpeg", extensions: ["jpg", "jpeg"], shown: true },
  png: { label: "PNG", mediaType: "image/png", extensions: ["png"], shown: true },
  ofd: { label: "OFD", mediaType: "application/ofd", extensions: ["ofd"], shown: false },
  doc: { label: "DOC", mediaType: "application/msword", extensions: ["doc"], shown: false },
  docx: {
    label: "DOCX",
    mediaType: `${openXml}.wordprocessingml.document`,
    extensions: ["docx"],
    shown: false,
  },
  xls: { label: "XLS", mediaType: "application/vnd.ms-excel", extensions: ["xls"], shown: false },
  xlsx: { label: "XLSX", mediaType: `${openXml}.spreadsheetml.sheet`, extensions: ["xlsx"], shown: false },
  zip: { label: "ZIP", mediaType: "application/zip", extensions: ["zip"], shown: false },
};

/** Taken where a material does not say otherwise. An archive is taken only where it is asked for. */
export const usualTypes: readonly FileType[] = ["pdf", "jpg", "png", "ofd", "doc", "docx", "xls", "xlsx"];

/** Whether the text is a type of ours. */
export function isFileType(text: string): text is FileType {
  return Object.hasOwn(fileTypes, text);
}

/** The type an ending stands for. @param extension without the dot, lower case. */
export function typeOfExtension(extension: string): FileType | undefined {
  return (Object.keys(fileTypes) as FileType[]).find((type) => fileTypes[type].extensions.includes(extension));
}
