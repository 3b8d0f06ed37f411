import { expect, test } from "vitest";
import { PAGES } from "./page-table.test-support.ts";

/** Not by name: the compiler would read the pages with the settings of the server. */
const ROUTER = "../../web/src/router.tsx";

test("every route of the router is in the table of pages, so that nobody forgets to look at it", async () => {
  const { makeRouter } = (await import(ROUTER)) as {
    makeRouter: (queries: object) => { routesByPath: Readonly<Record<string, unknown>> };
  };
  const routes = Object.keys(makeRouter({}).routesByPath).filter((path) => path !== "/$");
  const tabled = new Set(PAGES.map(({ route }) => route));
  expect(routes.length).toBeGreaterThan(10);
  expect(routes.filter((path) => !tabled.has(path))).toEqual([]);
});

test("each state of a page has a name of its own", () => {
  const names = PAGES.map(({ name }) => name);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});
