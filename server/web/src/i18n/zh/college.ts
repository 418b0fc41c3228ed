export default {
  nav: { programmes: "专业" },
  programme: { name: "专业", major: "专业代码", seats: "招生数" },
};
