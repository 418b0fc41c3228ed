export default {
  nav: { orders: "订单" },
  order: { title: "岗位", category: "类别", seats: "人数" },
};
