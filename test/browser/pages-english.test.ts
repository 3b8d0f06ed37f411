import { describePages } from "./pages.test-support.ts";

describePages("en");
