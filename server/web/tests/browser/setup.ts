import { makeCity } from "./service";

/** Before the first test: the city that every test gets a copy of. */
export default makeCity;
