import type { Same } from "../same";
import type zh from "../zh/bureau";

const bureau: Same<typeof zh> = {
  nav: { map: "Talent map" },
};
export default bureau;
