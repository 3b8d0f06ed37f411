import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { routeTypes } from "./route-types.test-support.ts";

const GENERATED = new URL("../../../api/src/routes.gen.ts", import.meta.url);

test("the client knows every route as the server declares it; HANDSCHLAG_UPDATE=1 writes api/src/routes.gen.ts anew", async () => {
  const types = await routeTypes();
  if (process.env["HANDSCHLAG_UPDATE"] === "1") writeFileSync(GENERATED, types);
  expect(readFileSync(GENERATED, "utf8")).toBe(types);
});
