/** The part of a service guide (办事指南) that asks and wants papers; the shape of the guides' file. */
export interface GuideForm {
  slug: string;
  name: string;
  form: GuideField[];
  materials: GuideMaterial[];
}
export interface GuideField {
  key: string;
  label: string;
  /** text textarea integer number money date month select multiselect boolean idcard uscc mobile bankcard address table slot upload */
  type: string;
  required: boolean;
  options?: string[];
  /** Of a table: what its columns are called. */
  columns?: string[];
  /** `user.name`, `corp.uscc`. */
  prefill?: string;
}
export interface GuideMaterial {
  name: string;
  /** When it is wanted, in words: 委托他人办理. */
  when?: string;
}
