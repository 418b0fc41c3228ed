import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/parts.css";
import "./theme/element.css";
import "./theme/print.css";

import { createApp } from "vue";

import App from "./App.vue";
import { i18n } from "./i18n";
import { router } from "./router";

createApp(App).use(i18n).use(router).mount("#app");
