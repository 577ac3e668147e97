// Python takes longer to start than JupyterLab, which starts it last. Where a lesson is to open, it starts first, and the
// first kernel that asks for a worker gets this one. Until it has said that it listens, what the kernel says is kept; where
// it cannot be had, or cannot reach the files of the browser (it was there before what hands them out), the usual one starts.
(() => {
  const lesson = new URLSearchParams(location.search).get("path")?.endsWith(".ipynb");
  if (crossOriginIsolated || !lesson) return;
  const PATIENCE_MS = 60_000;
  const Usual = Worker;
  const said = { listens: Promise.withResolvers(), reaches: Promise.withResolvers() };
  const early = new Usual("../static/python/early.mjs", { type: "module" });
  early.addEventListener("message", ({ data }) => said[data?.early]?.resolve(data.answer));
  early.addEventListener("error", () => Object.values(said).forEach(one => one.resolve(false)));

  // What hands out the files of the browser may come after this worker: then it takes both the page and the worker in.
  let asked;
  const ask = () => void (asked ??= said.listens.promise.then(() => early.postMessage({ early: "reaches" })));
  const keeper = navigator.serviceWorker;
  if (keeper?.controller) ask();
  else keeper?.addEventListener("controllerchange", ask, { once: true });

  // What comes later is large: it is not fetched while the page draws what it has been given. Twice idle, it has drawn.
  const idle = () => new Promise(resolve => (window.requestIdleCallback ?? setTimeout)(resolve));
  early.addEventListener("message", async ({ data }) => {
    if (data?.early !== "draws") return;
    await idle();
    await new Promise(resolve => setTimeout(resolve, 300));
    await idle();
    early.postMessage({ early: "drawn" });
  });

  async function fits(message) {
    const needs = [said.listens];
    if (JSON.stringify(message).includes('"mountDrive":true')) {
      ask();
      needs.push(said.reaches);
    }
    const late = new Promise(resolve => setTimeout(resolve, PATIENCE_MS, [false]));
    const answers = await Promise.race([Promise.all(needs.map(one => one.promise)), late]);
    return answers.every(Boolean);
  }

  class Handed extends EventTarget {
    #usual;
    #worker;
    #kept;
    #ended = false;

    constructor(usual) {
      super();
      this.#usual = usual;
    }

    postMessage(...message) {
      if (this.#worker) return this.#worker.postMessage(...message);
      if (this.#kept) return void this.#kept.push(message);
      this.#kept = [message];
      void this.#choose(message[0]);
    }

    async #choose(message) {
      const worker = (await fits(message)) ? early : this.#usual();
      if (worker !== early || this.#ended) early.terminate();
      if (this.#ended) return worker.terminate();
      worker.addEventListener("message", ({ data, ports }) => {
        if (!data?.early) this.dispatchEvent(new MessageEvent("message", { data, ports }));
      });
      this.#worker = worker;
      for (const one of this.#kept) worker.postMessage(...one);
    }

    terminate() {
      this.#ended = true;
      (this.#worker ?? early).terminate();
    }
  }

  window.Worker = function (address, ...rest) {
    if (!String(address).includes("WORKER")) return new Usual(address, ...rest);
    window.Worker = Usual;
    return new Handed(() => new Usual(address, ...rest));
  };
  window.Worker.prototype = Usual.prototype;
})();
