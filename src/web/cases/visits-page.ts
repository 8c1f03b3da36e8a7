import { Type } from "typebox";
import { confirmVisits } from "../../application/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, seeOther } from "../../kernel/http/index.ts";
import { signInHref } from "../apply/index.ts";
import { showCase } from "./case-page.tsx";
import { openCase } from "./open-case.ts";
import { caseHref } from "./paths.ts";
import { showTooLate } from "./refused.tsx";

/** C21: the applicant says how often he really had to come. */
const visitsPage = page({
  method: "POST",
  path: "/cases/:application/visits",
  role: "citizen",
  summary: "确认到现场的次数",
  params: Type.Object({ application: Type.String({ maxLength: 60 }) }),
  async handle(call) {
    const room = await openCase(call, call.params.application);
    const { hall, application, actor } = room.own;
    const typed = typeof call.form.visits === "string" ? call.form.visits.trim().normalize("NFKC") : "";
    const visits = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
    try {
      await confirmVisits(call.house, actor, { hall, application, visits });
    } catch (error) {
      if (!(error instanceof HallError)) throw error;
      if (error.kind === "invalid") return await showCase(room, { visits: { fault: error.message, typed } });
      // Pressed twice with the same number: the first press has done it.
      const now = await openCase(call, application);
      if (now.view.state.visitsConfirmed !== visits) return await showTooLate(room, error);
    }
    return seeOther(`${caseHref(application)}?done=visits`);
  },
  lapsed: async ({ params: { application }, isSignedIn }) =>
    seeOther(isSignedIn ? caseHref(application) : signInHref(caseHref(application))),
});

export const visitPages: readonly Page[] = [visitsPage];
