export default {
  nav: {},
};
