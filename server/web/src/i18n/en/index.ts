import type { Same } from "../same";
import type zh from "../zh";
import bureau from "./bureau";
import college from "./college";
import common from "./common";
import enterprise from "./enterprise";
import person from "./person";

const en: Same<typeof zh> = { ...common, bureau, enterprise, college, person };
export default en;
