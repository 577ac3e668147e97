// A kernel's worker in which Python starts before a kernel asks for it; see early.js, which speaks with it.

import { begin, page } from "./python.mjs";
import "KERNEL";

/** Whether what is asked here arrives at what hands out the files of the browser, and not at the host of the site. */
async function reaches() {
  for (const wait_ms of [0, 1000]) {
    await new Promise(resolve => setTimeout(resolve, wait_ms));
    const answer = await fetch("/api/service-worker-heartbeat").catch(() => undefined);
    if (answer?.ok && (await answer.text()) === "ok") return true;
  }
  return false;
}

const PATIENCE_MS = 10_000;
page.drawn = () =>
  new Promise(resolve => {
    setTimeout(resolve, PATIENCE_MS);
    addEventListener("message", ({ data }) => data?.early === "drawn" && resolve());
    postMessage({ early: "draws" });
  });

addEventListener("message", async ({ data }) => {
  if (data?.early === "reaches") postMessage({ early: "reaches", answer: await reaches() });
});
postMessage({ early: "listens", answer: true });
begin().catch(() => {}); // a kernel that asks is told
