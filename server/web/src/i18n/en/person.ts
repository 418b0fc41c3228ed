import type { Same } from "../same";
import type zh from "../zh/person";

const person: Same<typeof zh> = {
  nav: {},
};
export default person;
