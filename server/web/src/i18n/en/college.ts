import type { Same } from "../same";
import type zh from "../zh/college";

const college: Same<typeof zh> = {
  nav: { programmes: "Programmes" },
  programme: { name: "Programme", major: "Code of the major", seats: "Seats" },
};
export default college;
