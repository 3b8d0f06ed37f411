/** Threads that share the work of a replay; a small log is read without any. */
import { Worker } from "node:worker_threads";
import { Fault } from "../fault.ts";
import { TOO_MANY_EVENTS } from "./spill.ts";
import { Bench, type Done, type Report, type Setting, type Work } from "./work.ts";

export interface Crew {
  /** Does all pieces of work, in any order; the answers come in the order of the work. */
  readonly runAll: (works: readonly Work[], onDone?: () => void) => Promise<Done[]>;
  readonly close: () => Promise<void>;
}

/** What a thread may use: without a limit its heap grows as long as the machine has memory. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

/** A crew of `size` threads; of none, the work is done here. */
export function crewOf(size: number, setting: Setting, onBytes: (count: number) => void): Crew {
  if (size === 0) {
    const bench = new Bench(setting, onBytes);
    const runAll: Crew["runAll"] = async (works, onDone) => {
      const answers: Done[] = [];
      for (const work of works) {
        answers.push(await bench.run(work));
        onDone?.();
        // Lets a progress bar be drawn and a signal be heard between two pieces of work.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return answers;
    };
    return { runAll, close: () => Promise.resolve() };
  }
  const threads = Array.from(
    { length: size },
    () => new Worker(new URL("./work.ts", import.meta.url), { workerData: setting, resourceLimits: LIMITS }),
  );
  return {
    runAll: (works, onDone) => {
      const answers: Done[] = Array.from({ length: works.length });
      let next = 0;
      const one = async (thread: Worker): Promise<void> => {
        while (next < works.length) {
          const mine = next++;
          answers[mine] = await ask(thread, works[mine]!, onBytes);
          onDone?.();
        }
      };
      return Promise.all(threads.map(one)).then(() => answers);
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function ask(thread: Worker, work: Work, onBytes: (count: number) => void): Promise<Done> {
  return new Promise((resolve, reject) => {
    const onMessage = (report: Report) => {
      if ("bytes" in report) return onBytes(report.bytes);
      finish();
      if ("done" in report) resolve(report.done);
      else reject("fault" in report ? new Fault(report.fault) : new Error(report.defect));
    };
    const onError = (error: Error) => {
      finish();
      const isOutOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      reject(isOutOfMemory ? new Fault(TOO_MANY_EVENTS) : error);
    };
    const onExit = () => {
      finish();
      reject(new Error("a thread ended before its work was done"));
    };
    const finish = () => thread.off("message", onMessage).off("error", onError).off("exit", onExit);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    thread.postMessage(work);
  });
}
