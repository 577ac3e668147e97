// Wakes what lives in a page: each place gets its widget, and its still copy gives way, on the screen and not on paper.
// Where something is missing, or this browser is too old, the still copy stands.

const placeOf = (id) => document.getElementById(id);

async function woken({ place, kind, pack, values, question, state, fewer }) {
  const host = placeOf(place);
  const live = document.createElement("div");
  live.className = "kl-live";
  const el = document.createElement("div");
  live.append(el);
  const model = pack
    ? explorerModel(unpack(await inflated(placeOf(pack).textContent)), values)
    : questionModel(question, state);
  await widgets[kind].render({ model, el });
  if (fewer) live.append(Object.assign(document.createElement("p"), { className: "kl-fewer", textContent: fewer }));
  host.append(live);
  host.dataset.live = kind;
  reachable(live);
}

// What became of a prediction is told where the lesson tells it, as soon as there is one.
function revealed({ place, question, told }) {
  const node = document.createElement("div");
  node.className = "kl-live kl-revealed";
  const tell = (answer) => { node.innerHTML = told[(answer ?? -1) + 1] ?? told[0]; };
  tell(answers.get(question));
  answers.watch(question, tell);
  const host = placeOf(place);
  host.append(node);
  host.dataset.live = "reveal";
}

// A part that scrolls sideways is a stop of the Tab key, with a name, as long as it scrolls.
function reachable(live) {
  const look = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth + 1) {
        target.tabIndex = 0;
        target.setAttribute("role", "group");
        target.setAttribute("aria-label", target.matches(".kl-numbers") ? "Numbers, scroll sideways" : "Picture, scroll sideways");
      } else for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
    }
  });
  for (const node of live.querySelectorAll(".kl-window, .kl-numbers")) look.observe(node);
}

async function wake() {
  if (!window.DecompressionStream || !window.ResizeObserver) return;
  const { lives, reveals, handIn: template } = JSON.parse(placeOf("kl-lives").textContent);
  const keeping = lives.some(({ state }) => state && state._spec.kept !== false);
  const trouble = keeping ? await answers.recall() : "";
  await Promise.all(lives.map((one) => woken(one).catch((error) => console.error(one.place, error))));
  reveals.forEach(revealed);
  if (keeping) document.querySelector("main").append(recordPanel(template));
  if (trouble) document.querySelector(".kl-record-said").textContent = trouble;
  document.documentElement.dataset.live = "ready";
  performance.mark("kl-ready");
}

wake();
