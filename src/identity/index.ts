import type { Module } from "../kernel/module/index.ts";
import { schedules, subscriptions } from "./jobs.ts";
import { sealedColumns } from "./person.ts";
import { routes } from "./routes.ts";
import { sealedSecrets } from "./second-factor/rows.ts";
import { identityTables } from "./tables.ts";
import { identityTopics } from "./topics.ts";

export { type AssuranceStep, assuranceHistory, lowerAssurance, requireAssurance } from "./assurance.ts";
export { changePassword, resetPassword } from "./change-password.ts";
export { changePhone } from "./change-phone.ts";
export { chooseActingFor } from "./choose-acting-for.ts";
export { closeAccount } from "./close-account.ts";
export { type DemoAccount, type DemoDesk, demoAccounts, demoDesks } from "./demo-accounts.ts";
export {
  type DemoDepartment,
  type DemoHall,
  type DemoPeople,
  type DemoPerson,
  isDemoHall,
  seedDemoPeople,
} from "./demo-people.ts";
export { type Device, listDevices, revokeDevice, revokeOtherDevices, signOut } from "./devices.ts";
export { giveNewPassword } from "./give-password.ts";
export { grantMandate, type NewMandate, revokeMandate } from "./grant-mandate.ts";
export { type HeldSignIn, heldMinutes, isHeld } from "./held-sign-in.ts";
export { registerLegalPerson, registerLegalPersonAtCounter, type ToldLegalPerson } from "./legal-persons.ts";
export {
  type ActableFor,
  type Delegate,
  delegatesOf,
  legalPersonsOf,
  type MayAct,
  mayActFor,
} from "./mandates.ts";
export type { Opened } from "./open-account-session.ts";
export { type OwnAccount, ownAccount } from "./own-account.ts";
export { passwordFault, passwordLength } from "./password-rules.ts";
export {
  type AccessedField,
  type Address,
  accessWords,
  fieldWords,
  findPerson,
  type PersonalData,
  type PersonalField,
  type PersonFacts,
  realLevelOf,
} from "./person.ts";
export { type CodePurpose, codeLife, requestCode } from "./phone-code.ts";
export { proveIdentity } from "./prove-identity.ts";
export { type Access, listAccesses, logOf, type PersonalDataRequest, readPersonalData } from "./read-personal-data.ts";
export { createRealNamePort, type RealNamePort, realNamePortOf } from "./real-name/port.ts";
export { recordMaterialRead } from "./record-material-read.ts";
export { register } from "./register.ts";
export { type CounterVisitor, registerAtCounter } from "./register-at-counter.ts";
export { contactOf, legalPersonByUscc, personByIdNumber, registerFactsOf } from "./register-facts.ts";
export { rights } from "./rights.ts";
export {
  type RotationReport,
  rotateSeals,
  rotationSchedule,
  type SealProgress,
  sealProgress,
} from "./rotate-seals.ts";
export { countHolders, type StaffMember, seatsOf, staffOf, workNames } from "./seats.ts";
export { beginSecondFactor, type Enrolment, findEnrolment } from "./second-factor/begin.ts";
export { confirmSecondFactor } from "./second-factor/confirm.ts";
export { isFresh } from "./second-factor/own-staff.ts";
export { renewRecoveryCodes } from "./second-factor/renew-recovery-codes.ts";
export { guardedDuties } from "./second-factor/required.ts";
export { resetSecondFactor, resetSecondFactorOf } from "./second-factor/reset.ts";
export { inFours } from "./second-factor/secret-text.ts";
export { type SecondFactorState, secondFactorOf } from "./second-factor/state.ts";
export { turnOffSecondFactor } from "./second-factor/turn-off.ts";
export { actorOfSession, authenticator, awaitsSecondFactor, shownOf } from "./session-facts.ts";
export { beginSignIn, finishSignIn, type SignInPlace, signIn, signInByCode } from "./sign-in.ts";
export { appoint, dismiss, engageStaff, type NewStaff } from "./staff.ts";
export { authenticatorApp } from "./stand-in/authenticator-app.ts";
export { type RealNameStandIn, startRealNameStandIn } from "./stand-in/real-name.ts";
export type { AssuranceWay, MandateRole, MandateScope, PersonKind } from "./tables.ts";
export {
  accountClosed,
  assuranceChanged,
  credentialChanged,
  mandateGranted,
  mandateRevoked,
  newDevice,
  personJoined,
  personRegistered,
  seatsChanged,
} from "./topics.ts";

/** 统一身份认证: persons, accounts, staff, and what is known of them. */
export const identity: Module = {
  name: "identity",
  tables: identityTables,
  sealed: [...sealedColumns, sealedSecrets],
  topics: identityTopics,
  subscriptions,
  schedules,
  routes,
};
