import bureau from "./bureau";
import classes from "./classes";
import college from "./college";
import common from "./common";
import duties from "./duties";
import editions from "./editions";
import enterprise from "./enterprise";
import imports from "./imports";
import person from "./person";
import reports from "./reports";

export default { ...common, bureau: { ...bureau, editions, reports, imports, duties, classes }, enterprise, college, person };
