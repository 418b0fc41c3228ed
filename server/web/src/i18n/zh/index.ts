import bureau from "./bureau";
import college from "./college";
import common from "./common";
import enterprise from "./enterprise";
import person from "./person";

export default { ...common, bureau, enterprise, college, person };
