import { type Static, Type } from "typebox";
import type { Condition } from "../form/index.ts";
import { Flow } from "../process/index.ts";

/** Words for people: no control characters but line breaks. Empty texts are left out instead. */
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const list = <T extends Type.TSchema>(of: T, maxItems = 100) => Type.Array(of, { maxItems });
const closed = { additionalProperties: false } as const;
const opt = Type.Optional;
const Code = Type.String({ pattern: "^[A-Za-z0-9-]{1,20}$" });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
/** 工作日, 自然日, 小时, 月 (code table time_unit). */
const TimeUnit = Type.Enum(["wd", "cd", "h", "m"]);
const When = Type.Unsafe<Condition>(Type.Unknown());

/** 设定依据: one place in one document. */
const Basis = Type.Object(
  { title: text(200), no: opt(text(100)), clause: opt(text(200)), text: opt(text(4000)) },
  closed,
);

/** 申请材料 (dictionary 3.3). */
const Material = Type.Object(
  {
    /** Stable within the item, so that a difference can say which material it is about. */
    key: Type.String({ pattern: "^[a-z][a-z0-9-]{0,39}$" }),
    materialName: text(200),
    /** Code tables material_kind, material_copy, material_medium, material_need, material_source. */
    materialKind: opt(Code),
    materialCopy: opt(Code),
    materialFormat: opt(Code),
    isNeed: opt(Code),
    sourceType: opt(Code),
    sourceExplain: opt(text(500)),
    issuer: opt(text(100)),
    formGuid: opt(text(100)),
    exampleGuid: opt(text(100)),
    pageNum: opt(Count),
    pageNumCopy: opt(Count),
    pageFormat: opt(text(100)),
    fillExplain: opt(text(500)),
    acceptStand: opt(text(256)),
    byLaw: opt(text(256)),
    issueTimeRule: opt(text(150)),
    /** The e-licence that satisfies it: then the hall fetches it and the applicant need not submit. */
    licenceTypeCode: opt(text(60)),
    /** In words, as guides say it. */
    whenText: opt(text(200)),
    /** Over the keys of the situations; absent: always asked for. */
    when: opt(When),
    /** 审查要点: what the officer looks for in it. */
    reviewPoints: opt(list(text(300), 30)),
  },
  closed,
);

/** 情形: a question whose answer shortens guide and materials. */
const Situation = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" }),
    question: text(200),
    kind: Type.Enum(["yesNo", "number", "text"]),
    values: opt(list(text(60), 50)),
  },
  closed,
);

const Fee = Type.Object(
  {
    feeName: text(200),
    feeStand: text(256),
    byLaw: opt(text(256)),
    isDesc: opt(Type.Boolean()),
    descExplain: opt(text(500)),
    amountFen: opt(Type.Integer({ minimum: 0 })),
    unit: opt(text(40)),
    payee: opt(text(200)),
  },
  closed,
);

const Result = Type.Object(
  {
    /** Code table result_type. */
    resultType: opt(Code),
    resultName: text(200),
    resultSample: opt(text(200)),
    licenceTypeCode: opt(text(60)),
    validity: opt(text(200)),
  },
  closed,
);

const Remedy = Type.Object(
  { dept: opt(text(200)), address: opt(text(300)), phone: opt(text(60)), url: opt(text(256)) },
  closed,
);

/**
 * 事项标准 as one document: the fields of the national implementation list, camel-cased, and ours. Everything but the name
 * may be unknown: what is missing or contradictory is a finding (`checkItem`), not a broken document.
 *
 * @source field-dictionary 3.1–3.4 (GB/T 39046-2020 table 4; the national exchange tables); 国办函〔2016〕108号
 */
export const ItemDocument = Type.Object(
  {
    taskName: text(1000),
    alias: opt(list(text(100), 50)),
    /** In everyday words. */
    plain: opt(text(500)),
    catalogCode: opt(text(12)),
    taskCode: opt(text(36)),
    taskHandleItem: opt(text(50)),
    localCatalogCode: opt(text(50)),
    localTaskCode: opt(text(50)),
    mainCode: opt(text(50)),
    mainName: opt(text(1000)),
    /** Code table item_type; 11 to 19 and from 21 on are a province's own. */
    taskType: opt(Code),
    byLaw: opt(list(Basis)),
    /** Code table use_level. */
    useLevel: opt(Code),
    authorityScope: opt(text(1000)),
    exerciseContent: opt(text(4000)),
    deptName: opt(text(200)),
    deptCode: opt(text(50)),
    deptType: opt(Code),
    entrustName: opt(text(100)),
    powerSource: opt(Code),
    undertakeDept: opt(text(200)),
    otherDept: opt(list(text(200))),
    legalDays: opt(Count),
    legalUnit: opt(TimeUnit),
    legalNote: opt(text(500)),
    promiseDays: opt(Count),
    promiseUnit: opt(TimeUnit),
    promiseNote: opt(text(500)),
    acceptCondition: opt(text(20_000)),
    handleFlow: opt(text(4000)),
    onlineFlow: opt(text(4000)),
    offlineFlow: opt(text(4000)),
    /** Code table special_reason, by key. */
    specialProcedure: opt(list(text(40))),
    /** Code table case_type. */
    projectType: opt(Code),
    /** Code table audience_v2. */
    serverType: opt(list(Code, 20)),
    /** Code table handle_form. */
    handleType: opt(list(Code, 20)),
    limitSceneNum: opt(Count),
    limitSceneExplain: opt(text(1000)),
    isOnline: opt(Type.Boolean()),
    /** Code table online_depth, as it was declared; `depthOf` measures. */
    onlineHandleDepth: opt(Code),
    onlineHandleUrl: opt(text(256)),
    isEntryCenter: opt(Type.Boolean()),
    centerName: opt(text(200)),
    isHandle: opt(Type.Boolean()),
    /** Code table handle_area. */
    handleArea: opt(Code),
    transactAddr: opt(list(Type.Object({ kind: opt(Code), address: text(500) }, closed), 50)),
    transactTime: opt(text(500)),
    trafficGuide: opt(text(500)),
    linkWay: opt(
      Type.Object({ phone: opt(text(60)), net: opt(text(256)), mail: opt(text(256)), address: opt(text(300)) }, closed),
    ),
    superviseWay: opt(text(256)),
    isFee: opt(Type.Boolean()),
    feeBasis: opt(text(256)),
    fees: opt(list(Fee, 50)),
    isPayOnline: opt(Type.Boolean()),
    isSchedule: opt(Type.Boolean()),
    isExpress: opt(Type.Boolean()),
    isServiceTerminals: opt(Type.Boolean()),
    isMailMaterial: opt(Type.Boolean()),
    isMailResult: opt(Type.Boolean()),
    scheduleNum: opt(Count),
    scheduleRule: opt(text(1000)),
    limitExplain: opt(text(256)),
    results: opt(list(Result, 20)),
    /** Code table deliver_way. */
    deliverWay: opt(list(Code, 20)),
    intermediary: opt(list(text(2000), 50)),
    /** Code tables person_theme and legal_theme. */
    userTopicType: opt(list(Code, 40)),
    corpTopicType: opt(list(Code, 40)),
    /** Themes of the place, in its own words. */
    localTopics: opt(list(text(60), 40)),
    mobileUrl: opt(text(500)),
    pcUrl: opt(text(500)),
    appIsSingleLogin: opt(Type.Boolean()),
    isSingleLogin: opt(Type.Boolean()),
    deptSysName: opt(text(200)),
    deptSysUrl: opt(text(256)),
    deptSysNet: opt(text(60)),
    sysLevel: opt(text(20)),
    townName: opt(text(200)),
    townCode: opt(text(18)),
    villageName: opt(text(200)),
    villageCode: opt(text(18)),
    rights: opt(text(2000)),
    duties: opt(text(2000)),
    review: opt(Remedy),
    litigation: opt(Remedy),
    /** Code table review_type. */
    reviewType: opt(Code),
    faqs: opt(list(Type.Object({ question: text(1000), answer: text(1000) }, closed))),
    planEffectiveDate: opt(Day),
    planCancelDate: opt(Day),
    situations: opt(list(Situation, 40)),
    materials: opt(list(Material, 200)),
    /** 审查要点 of the item as a whole; those of a material stand at it. */
    reviewPoints: opt(list(text(300), 50)),
    /** The questions of the form; the form room reads it. */
    form: opt(Type.Unknown()),
    flow: opt(Flow),
    /** What other lists say beyond these fields, under their own names. */
    extend: opt(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
  },
  closed,
);
export type ItemDocument = Static<typeof ItemDocument>;
export type ItemField = keyof ItemDocument;
export type Material = Static<typeof Material>;
export type Situation = Static<typeof Situation>;
export type Basis = Static<typeof Basis>;

/** All fields, in the order in which people read them. */
export const itemFields = Object.keys(ItemDocument.properties) as readonly ItemField[];
