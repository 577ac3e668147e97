// The browser side of an explorer: native controls, a still stage, a moving layer, one sentence.
//
// One message is in flight at a time (see wire.js, which stands before this file). While the kernel draws, newer control
// values replace older ones that wait, so frames are dropped and never queued, and the picture always ends on the last
// value. A frame depends on the control values and on nothing else, so frames seen before, and next steps that the
// kernel drew ahead, are shown at once.

const SAID_AFTER_MS = 300; // a polite status line speaks once the learner rests, never on every step
const FRAMES_KEPT = 128;
const MOST_WORDS = 25; // of what is spoken after a move
const NO_CHANGE = "No change: it is set so already.";

// What is spoken when the picture has moved: the news first, what it was before after it, and what stays where that is
// what the picture teaches. A part that would make it too long is left out; the caption holds the whole sentence.
function briefly(before, now) {
  if (!now.brief?.length) return now.sentence;
  const was = new Map((before.brief ?? []).map(([subject, said, , of]) => [subject, { said, of }]));
  const news = [];
  const steady = [];
  for (const [subject, said, stays, of] of now.brief) {
    const then = was.get(subject);
    if (!then || then.of !== of) news.push(`${subject} ${said}.`); // of something else there is no "was"
    else if (then.said !== said) news.push(`${subject} ${said}, was ${then.said}.`);
    else if (stays) steady.push(`${subject} unchanged, ${said}.`);
  }
  if (!news.length && !steady.length) steady.push(`${now.brief[0][0]} unchanged, ${now.brief[0][1]}.`);
  let words = 0;
  const spoken = [...news, ...steady].filter((part, place) => {
    const more = part.split(" ").length;
    if (place && words + more > MOST_WORDS) return false;
    words += more;
    return true;
  });
  return spoken.join(" ");
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
const KEEP_KEYS = { "data-lm-suppress-shortcuts": "true" };

const KEYS_TO_END = {
  ArrowRight: "max", ArrowUp: "max", PageUp: "max", End: "max", ArrowLeft: "min", ArrowDown: "min", PageDown: "min", Home: "min",
};

let views = 0;

function nearest(grid, value) {
  let best = 0;
  for (let i = 1; i < grid.length; i += 1) {
    if (Math.abs(grid[i] - value) < Math.abs(grid[best] - value)) best = i;
  }
  return best;
}

// Each builder returns { node, read(), show(value) } and calls moved() when the learner moves the control, or nothing()
// with words when a key or a press changes nothing.
const builders = {
  range(spec, id, moved, nothing) {
    // Not an <output>: that is a live region by itself and would speak on every step.
    const output = make("span", { class: "kl-value" }, spec.texts[0]);
    const input = make("input", {
      ...KEEP_KEYS, type: "range", id, name: spec.name, min: 0, max: spec.grid.length - 1, step: 1,
      "aria-describedby": spec.help ? `${id}-help` : null,
    });
    const tell = () => {
      const text = spec.texts[Number(input.value)];
      output.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    input.addEventListener("input", () => { tell(); moved(); });
    // At its end a slider takes the key and nothing happens; without a word that sounds like a fault.
    input.addEventListener("keydown", (event) => {
      const end = KEYS_TO_END[event.key];
      if (end && input.value === input[end]) nothing(`${spec.texts[Number(input.value)]} is the ${end === "max" ? "last" : "first"} value.`);
    });
    // The value stands beside the label, not in it: a name must stay when its value changes.
    const head = make("div", { class: "kl-head" }, make("label", { for: id }, spec.label), output);
    const node = make("div", { class: "kl-control" }, head, input);
    if (spec.help) node.append(make("p", { class: "kl-help", id: `${id}-help` }, spec.help));
    return {
      node,
      input,
      read: () => spec.grid[Number(input.value)],
      show: (value) => { input.value = String(nearest(spec.grid, value)); tell(); },
    };
  },

  clock(spec, id, moved, nothing, prefersStill) {
    const control = builders.range(spec, id, () => { stop(); moved(); }, nothing);
    const { node, input } = control;
    node.classList.add("kl-clock");
    const back = make("button", { ...KEEP_KEYS, type: "button" }, "Step back");
    const play = make("button", { ...KEEP_KEYS, type: "button", class: "kl-play" });
    const forward = make("button", { ...KEEP_KEYS, type: "button" }, "Step forward");
    input.before(make("div", { class: "kl-buttons", role: "group", "aria-label": `Move through: ${spec.label}` }, back, play, forward));
    const last = spec.grid.length - 1;
    let playing = false;
    let due = 0;
    let timer = 0;

    const go = (index) => {
      const to = Math.max(0, Math.min(last, index));
      if (to === at()) { nothing(`${spec.texts[to]} is the ${to ? "last" : "first"} value.`); return; }
      control.show(spec.grid[to]);
      moved();
    };
    const at = () => Number(input.value);
    const label = () => {
      play.textContent = prefersStill.matches ? "Next moment" : playing ? "Pause" : at() >= last ? "Play again" : "Play";
    };
    function stop() { playing = false; clearTimeout(timer); label(); }
    function start() {
      if (at() >= last) go(0);
      playing = true;
      due = performance.now() + spec.interval;
      label();
      tick();
    }
    // The next step waits for the answer to the last one: see `answered`.
    function tick() {
      clearTimeout(timer);
      if (!playing) return;
      timer = setTimeout(() => {
        if (!playing || !node.isConnected) return;
        due = Math.max(due + spec.interval, performance.now());
        go(at() + 1);
        if (at() >= last) stop();
      }, Math.max(0, due - performance.now()));
    }
    play.addEventListener("click", () => {
      if (prefersStill.matches) {
        stop();
        const next = spec.moments.find((moment) => moment > at());
        go(next ?? spec.moments[0]);
      } else if (playing) stop();
      else start();
    });
    back.addEventListener("click", () => { stop(); go(at() - 1); });
    forward.addEventListener("click", () => { stop(); go(at() + 1); });
    prefersStill.addEventListener("change", stop);
    label();
    const show = control.show;
    return { ...control, show: (value) => { show(value); label(); }, answered: tick, stop };
  },

  choice(spec, id, moved) {
    const input = make("select", { ...KEEP_KEYS, id, name: spec.name, "aria-describedby": spec.help ? `${id}-help` : null });
    for (const [value, label] of spec.options) input.append(make("option", { value }, label));
    input.addEventListener("change", moved);
    const node = make("div", { class: "kl-control" }, make("label", { for: id }, spec.label), input);
    if (spec.help) node.append(make("p", { class: "kl-help", id: `${id}-help` }, spec.help));
    return { node, input, read: () => input.value, show: (value) => { input.value = value; } };
  },

  switch(spec, id, moved) {
    const input = make("input", { ...KEEP_KEYS, type: "checkbox", id, name: spec.name, "aria-describedby": spec.help ? `${id}-help` : null });
    input.addEventListener("change", moved);
    const node = make("div", { class: "kl-control kl-switch" }, make("label", { for: id }, input, spec.label));
    if (spec.help) node.append(make("p", { class: "kl-help", id: `${id}-help` }, spec.help));
    return { node, input, read: () => input.checked, show: (value) => { input.checked = value; } };
  },
};

function numbersTable(columns, rows) {
  const table = make("table", {}, make("caption", {}, "The numbers in the picture"));
  table.append(make("thead", {}, make("tr", {}, ...columns.map((text) => make("th", { scope: "col" }, text)))));
  const line = ([head, ...cells]) =>
    make("tr", {}, make("th", { scope: "row" }, head), ...cells.map((text) => make("td", {}, text)));
  table.append(make("tbody", {}, ...rows.map(line)));
  return table;
}

// The picture has a short name, and nothing inside it is read: what it shows is said once, by the sentence under it.
function named(stage, title) {
  stage.setAttribute("role", "img");
  stage.setAttribute("aria-label", `Picture: ${title}`);
}

// What a saved file can show of an explorer: the picture as the learner left it, without controls that nobody answers.
function keptPicture(spec, frame) {
  const stage = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  stage.setAttribute("viewBox", `0 0 ${spec.width} ${spec.height}`);
  named(stage, spec.title);
  stage.innerHTML = `<g aria-hidden="true">${spec.stage}</g><g aria-hidden="true">${frame.svg}</g>`;
  return make(
    "div",
    { class: "kl kl-kept", role: "group", "aria-label": spec.title },
    make("p", { class: "kl-title", role: "heading", "aria-level": "3" }, spec.title),
    make("figure", { class: "kl-figure" }, make("div", { class: "kl-window" }, stage), make("figcaption", { class: "kl-sentence" }, frame.sentence)),
    make("p", { class: "kl-help" }, "Run this cell to move the picture."),
  );
}

async function render({ model, el }) {
  const spec = model.get("_spec");
  const line = await openLine(model, { onSlow: () => tell(BUSY), onGone: () => stopped() });
  if (line.gone) {
    line.close();
    el.replaceChildren(keptPicture(spec, model.get("_frame")));
    return undefined;
  }
  const uid = `kl-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  const prefersStill = window.matchMedia("(prefers-reduced-motion: reduce)");

  const panel = make("div", { class: "kl-controls" });
  const stage = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  stage.setAttribute("viewBox", `0 0 ${spec.width} ${spec.height}`);
  named(stage, spec.title);
  stage.innerHTML = `<g aria-hidden="true">${spec.stage}</g><g aria-hidden="true" class="kl-moving"></g>`;
  const moving = stage.lastElementChild;
  const sentence = make("figcaption", { class: "kl-sentence" });
  const trouble = make("p", { class: "kl-trouble", hidden: true });
  const spoken = voice(SAID_AFTER_MS);
  const numbers = make("div", { class: "kl-numbers", id: `${uid}-numbers`, hidden: true });
  const showNumbers = make("button", { ...KEEP_KEYS, type: "button", "aria-expanded": "false", "aria-controls": `${uid}-numbers` }, "Show the numbers");
  const larger = make("button", { ...KEEP_KEYS, type: "button", "aria-pressed": "false" }, "Larger picture");
  const reset = make("button", { ...KEEP_KEYS, type: "button" }, "Reset");
  const buttons = make("div", { class: "kl-buttons" });

  const root = make(
    "div",
    { class: "kl", role: "group", "aria-label": spec.title },
    make("p", { class: "kl-title", role: "heading", "aria-level": "3" }, spec.title),
    spec.hint ? make("p", { class: "kl-hint" }, spec.hint) : "",
    panel,
    buttons,
    make("figure", { class: "kl-figure" }, make("div", { class: "kl-window" }, stage), sentence),
    trouble,
    make("div", { class: "kl-buttons" }, showNumbers, larger, reset),
    numbers,
    spoken.node,
  );

  const read = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.read()]));

  // Without a kernel a control must not run ahead of the picture: it goes back to what is shown.
  function stopped() {
    for (const control of Object.values(controls)) control.stop?.();
    showControls(shown.values);
    tell(GONE);
  }

  const known = new Map();
  const keyOf = (values) => JSON.stringify(spec.controls.map((item) => values[item.name]));
  function remember(frame) {
    known.delete(keyOf(frame.values));
    known.set(keyOf(frame.values), frame);
    if (known.size > FRAMES_KEPT) known.delete(known.keys().next().value);
  }

  function moved() {
    if (line.gone) { stopped(); return; }
    const values = read();
    // Controls linked in the browser follow the hand from here; the kernel's answer does not repeat what it was told.
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    const frame = known.get(keyOf(values));
    if (frame) show(frame);
    line.send({ type: "move", values });
  }

  // --- showing a frame -------------------------------------------------------------------------------------------
  let shown = null; // the frame on the screen, from the kernel or from memory
  let heard = null; // the frame that was on the screen when something was last said
  let latest = model.get("_frame"); // the newest that the kernel sent
  function tell(text) {
    trouble.textContent = text;
    trouble.hidden = !text;
    if (text) spoken.say(text);
  }
  // Put together when it is said, because the hand may have moved on from what it was when it moved.
  function news() {
    const words = briefly(heard, shown);
    heard = shown;
    return words;
  }

  function show(frame, first = false) {
    if (shown?.svg !== frame.svg) moving.innerHTML = frame.svg;
    shown = frame;
    if (first) heard = frame;
    sentence.textContent = frame.sentence;
    tell(frame.trouble);
    if (!numbers.hidden) numbers.replaceChildren(numbersTable(frame.columns, frame.rows));
    if (!frame.trouble && keyOf(frame.values) !== keyOf(heard.values)) spoken.say(news);
  }

  function showControls(values) {
    for (const [name, control] of Object.entries(controls)) control.show(values[name]);
  }

  function onFrame() {
    const frame = model.get("_frame");
    if (line.gone) return;
    if (line.stale(frame.mark)) {
      // A new view starts from what stands there. If a newer answer is still to come, it will stand there soon; putting
      // back what was there before would be a step back in another view, to which this picture is news.
      if (!line.waiting) model.set("_frame", latest);
      return;
    }
    latest = frame;
    const answered = line.answers(frame.mark);
    if (!frame.trouble) remember(frame);
    // Where the picture that the hand asks for next is known, the answer to an older move would be a step back.
    show((line.next && known.get(keyOf(line.next.values))) || frame);
    // While newer values wait, the learner's hand is ahead of the kernel: leave the controls where the hand is.
    if (line.next) { if (answered) line.sendNext(); }
    else if (!line.waiting) showControls(frame.values);
    if (answered) for (const control of Object.values(controls)) control.answered?.();
  }

  // The kernel could not take a move at all, and says so with the move's number.
  function onHeard({ mark, trouble }) {
    if (!line.answers(mark)) return;
    if (line.next) { line.sendNext(); return; }
    for (const control of Object.values(controls)) control.stop?.();
    show(latest); // the page may already have shown, from memory, what was not taken
    showControls(latest.values);
    tell(trouble);
  }

  // --- controls --------------------------------------------------------------------------------------------------
  const controls = {};
  // A list needs room for its longest option, so the columns of all controls are at least that wide.
  const longest = Math.max(0, ...spec.controls.flatMap((item) => (item.options ?? []).map(([, label]) => label.length)));
  panel.style.setProperty("--least-column", `${Math.max(170, Math.ceil(longest * 7 + 30))}px`);
  for (const item of spec.controls) {
    controls[item.name] = builders[item.kind](item, `${uid}-${item.name}`, moved, spoken.say, prefersStill);
    panel.append(controls[item.name].node);
  }
  const set = (values) => {
    for (const control of Object.values(controls)) control.stop?.();
    if (Object.entries(values).every(([name, value]) => shown.values[name] === value)) spoken.say(NO_CHANGE);
    showControls({ ...read(), ...values });
    moved();
  };
  for (const preset of spec.presets) {
    const button = make("button", { ...KEEP_KEYS, type: "button" }, preset.label);
    button.addEventListener("click", () => set(preset.values));
    buttons.append(button);
  }
  if (!spec.presets.length) buttons.remove();
  else { buttons.setAttribute("role", "group"); buttons.setAttribute("aria-label", "Settings to try"); }
  reset.addEventListener("click", () => set(Object.fromEntries(spec.controls.map((item) => [item.name, item.value]))));
  larger.addEventListener("click", () => {
    larger.setAttribute("aria-pressed", String(root.classList.toggle("kl-large")));
  });
  showNumbers.addEventListener("click", () => {
    numbers.hidden = !numbers.hidden;
    showNumbers.setAttribute("aria-expanded", String(!numbers.hidden));
    showNumbers.textContent = numbers.hidden ? "Show the numbers" : "Hide the numbers";
    if (!numbers.hidden) numbers.replaceChildren(numbersTable(shown.columns, shown.rows));
  });

  // A control linked in the browser (jslink) changes its trait without the kernel: take it as a move of the hand.
  const onTrait = {};
  for (const name of Object.keys(controls)) {
    onTrait[name] = () => {
      const value = model.get(name);
      if (value !== controls[name].read() && value !== model.get("_frame").values[name]) set({ [name]: value });
    };
    model.on(`change:${name}`, onTrait[name]);
  }
  const onCustom = (content) => {
    if (content.type === "ahead") remember(content.frame);
    if (content.type === "heard") onHeard(content);
  };
  model.on("change:_frame", onFrame);
  model.on("msg:custom", onCustom);

  showControls(model.get("_frame").values);
  show(model.get("_frame"), true);
  el.replaceChildren(root);

  return () => {
    line.close();
    spoken.close();
    for (const control of Object.values(controls)) control.stop?.();
    model.off("change:_frame", onFrame);
    model.off("msg:custom", onCustom);
    for (const [name, callback] of Object.entries(onTrait)) model.off(`change:${name}`, callback);
  };
}

export default { render };
