import type { Same } from "../same";
import type zh from "../zh/enterprise";

const enterprise: Same<typeof zh> = {
  nav: { orders: "Orders" },
  order: { title: "Position", category: "Category", seats: "Seats" },
};
export default enterprise;
