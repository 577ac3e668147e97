// Python takes longer to start than JupyterLab, which starts it last. Where a lesson is to open, it starts first; the
// kernel that asks for a worker of its own gets this one, once.
(() => {
  if (crossOriginIsolated || !new URLSearchParams(location.search).get("path")?.endsWith(".ipynb")) return;
  const Usual = Worker;
  const early = new Usual("../static/python/early.mjs", { type: "module" });
  window.Worker = function (address, ...rest) {
    if (!String(address).includes("WORKER")) return new Usual(address, ...rest);
    window.Worker = Usual;
    return early;
  };
})();
