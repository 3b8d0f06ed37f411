import { afterEach, expect, test } from "vitest";
import { orderOf } from "./order.test-support.ts";
import { Press } from "./press.ts";

const presses: Press[] = [];
const pressWith = (workMsMax?: number, idleMsMax?: number): Press => {
  const press = new Press(workMsMax, idleMsMax);
  presses.push(press);
  return press;
};
afterEach(() => {
  for (const press of presses.splice(0)) press.close();
});

const start = (bytes: Buffer) => bytes.subarray(0, 4).toString("latin1");

test("documents are made one after the other by one process", async () => {
  const press = pressWith();
  const [pdf, docx] = await Promise.all([press.make(orderOf("pdf")), press.make(orderOf("docx"))]);
  expect([start(pdf), start(docx).slice(0, 2)]).toEqual(["%PDF", "PK"]);
  const { pid } = press;
  await press.make(orderOf("docx"));
  expect(press.pid).toBe(pid);
});

test("a process that is killed fails its document alone: the next one has another process", async () => {
  const press = pressWith();
  await press.make(orderOf("docx"));
  const lost = press.make(orderOf("pdf"));
  process.kill(press.pid!, "SIGKILL");
  const next = press.make(orderOf("docx"));
  await expect(lost).rejects.toMatchObject({ status: 500, kind: "document-failed" });
  expect(start(await next).slice(0, 2)).toBe("PK");
});

test("a document that takes too long is given up, and its process with it", async () => {
  const press = pressWith(1);
  await expect(press.make(orderOf("pdf"))).rejects.toMatchObject({ status: 500, kind: "document-failed" });
  expect(press.pid).toBeUndefined();
});

test("no more documents wait than can be made", async () => {
  const press = pressWith();
  const waiting = Array.from({ length: 17 }, () => press.make(orderOf("docx")).catch(() => "given up"));
  expect(() => press.make(orderOf("docx"))).toThrow(expect.objectContaining({ status: 503, kind: "documents-busy" }));
  press.close();
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 17 }, () => "given up"));
});

test("a process without work ends", async () => {
  const press = pressWith(undefined, 1);
  await press.make(orderOf("docx"));
  await expect.poll(() => press.pid).toBeUndefined();
});
