import { accountDoors } from "./account-doors.fixture.ts";
import { applicantDoors } from "./applicant-doors.fixture.ts";
import { caseDoors } from "./case-doors.fixture.ts";
import { publicDoors } from "./public-doors.fixture.ts";
import { staffDoors } from "./staff-doors.fixture.ts";
import type { Right } from "./who.fixture.ts";

/** Every door of the house and who may. A door that stands nowhere here fails the test. */
export const rights: Readonly<Record<string, Right>> = {
  ...publicDoors,
  ...accountDoors,
  ...applicantDoors,
  ...caseDoors,
  ...staffDoors,
};
