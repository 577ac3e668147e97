// Python takes longer to start than JupyterLab, which starts it last. Where a lesson is to open, it starts first, and the
// first kernel that asks for a worker gets this one. Until it has said that it listens, what the kernel says is kept; where
// it cannot be had, or cannot reach the files of the browser, the usual one starts.
(() => {
  const lesson = new URLSearchParams(location.search).get("path")?.endsWith(".ipynb");
  if (crossOriginIsolated || !lesson) return;
  const PATIENCE_MS = 60_000;
  const IDLE_MS = 3000;
  const WIDGET = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.widget-view+json"]';
  const Usual = Worker;

  // What comes later is large: it is not fetched while the page draws what it has been given.
  const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
  const idle = () =>
    window.requestIdleCallback
      ? new Promise(resolve => requestIdleCallback(resolve, { timeout: IDLE_MS }))
      : pause(0);
  async function settled() {
    await idle();
    await pause(300);
    await idle();
  }

  function start() {
    const said = { listens: Promise.withResolvers(), reaches: Promise.withResolvers() };
    const worker = new Usual("../static/python/early.mjs", { type: "module" });
    worker.addEventListener("message", async ({ data }) => {
      said[data?.early]?.resolve(data.answer);
      if (data?.early !== "draws") return;
      do await settled();
      while (document.querySelector(`${WIDGET}:not(:has(> * > *))`));
      worker.postMessage({ early: "drawn" });
    });
    worker.addEventListener("error", () => Object.values(said).forEach(one => one.resolve(false)));
    const listens = said.listens.promise;
    return {
      worker,
      listens,
      reaches: async () => {
        if (!(await listens)) return false;
        worker.postMessage({ early: "reaches" });
        return said.reaches.promise;
      },
    };
  }
  let early = start();

  // What hands out the files of the browser may come after this worker. It takes in workers that are there; one that it
  // does not is ended at once, and the next is taken in from its start.
  let taken = false;
  let asked;
  const ask = () => (asked ??= reached());
  async function reached() {
    if (await early.reaches()) return true;
    if (taken || !(await early.listens)) return false;
    early.worker.terminate();
    early = start();
    return early.reaches();
  }
  const keeper = navigator.serviceWorker;
  if (keeper?.controller) ask();
  else keeper?.addEventListener("controllerchange", ask, { once: true });

  async function fits(message) {
    const needs = JSON.stringify(message).includes('"mountDrive":true') ? ask() : early.listens;
    return Promise.race([needs, new Promise(resolve => setTimeout(resolve, PATIENCE_MS, false))]);
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
      // A Python that has long started answers at once. It is not asked before JupyterLab can show widgets: one that comes
      // sooner is lost. JupyterLab asks for a kernel, gets ready for widgets, and is idle only then.
      const [found] = await Promise.all([fits(message), settled()]);
      taken = true;
      if (!found || this.#ended) early.worker.terminate();
      if (this.#ended) return;
      const worker = found ? early.worker : this.#usual();
      worker.addEventListener("message", ({ data, ports }) => {
        if (!data?.early) this.dispatchEvent(new MessageEvent("message", { data, ports }));
      });
      this.#worker = worker;
      for (const one of this.#kept) worker.postMessage(...one);
    }

    terminate() {
      this.#ended = true;
      (this.#worker ?? early.worker).terminate();
    }
  }

  window.Worker = function (address, ...rest) {
    if (!String(address).includes("WORKER")) return new Usual(address, ...rest);
    window.Worker = Usual;
    return new Handed(() => new Usual(address, ...rest));
  };
  window.Worker.prototype = Usual.prototype;
})();
