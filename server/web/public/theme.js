// Before anything is drawn, so that a dark page does not begin with a white flash.
(() => {
  const kept = localStorage.getItem("bole.theme");
  const dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
  const language = localStorage.getItem("bole.language") ?? navigator.language;
  document.documentElement.lang = language.startsWith("en") ? "en" : "zh-CN";
})();
