export default {
  nav: { map: "人才地图" },
};
