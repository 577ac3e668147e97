// The kinds of questions: what each adds to the page, what was answered, and what is said of an answer.
//
// A kind is a function of what the page was told and of a name for its group. It gives its nodes; `read`, the answer or
// what is missing; and `show`, which sets the page to an answer and gives what is said of it. It speaks to no kernel.

// JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
const KEEP_KEYS = ["data-lm-suppress-shortcuts", "true"];
const HELD = "Committed. You can change it until you run the cell that reveals what happens.";
const NOT_HELD = "Your answer is kept nowhere, here or in a file. Read on: how each prediction fares comes later.";

function make(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function control(tag, attributes = {}) {
  const node = make(tag);
  node.setAttribute(...KEEP_KEYS);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// A line of feedback that a control is described by.
function feedbackFor(node, id) {
  const line = make("p", "kl-feedback");
  line.id = id;
  node.setAttribute("aria-describedby", id);
  return line;
}

function clear(line) {
  line.className = "kl-feedback";
  line.textContent = "";
}

function choice({ kind, options, order, kept, held = HELD }, group) {
  const inputs = [];
  const nodes = (order ?? options.map((_, index) => index)).map((index) => {
    const input = control("input", { type: "radio", name: group, value: String(index) });
    const label = make("label");
    label.append(input, document.createTextNode(options[index].text));
    inputs[index] = input;
    return label;
  });
  return {
    nodes,
    button: kind === "predict" ? (kept ? "Commit to this" : "Settle on this") : "Check my answer",
    read() {
      const answer = inputs.findIndex((input) => input.checked);
      return answer < 0 ? { missing: "Pick one of the answers first." } : { answer };
    },
    show(answer) {
      inputs[answer].checked = true;
      const option = options[answer];
      if (kind === "predict") return { text: kept ? held : NOT_HELD, mood: "", right: null };
      const right = option.key;
      return { text: `${right ? "Right." : "Not quite."} ${option.feedback}`, mood: right ? "kl-right" : "kl-wrong", right };
    },
  };
}

function several({ options, order }, group) {
  const inputs = [];
  const lines = [];
  const nodes = order.flatMap((index) => {
    const input = control("input", { type: "checkbox", value: String(index) });
    const label = make("label");
    label.append(input, document.createTextNode(options[index].text));
    const line = feedbackFor(input, `${group}-option-${index}`);
    input.addEventListener("change", () => clear(line));
    inputs[index] = input;
    lines[index] = line;
    return [label, line];
  });
  return {
    nodes,
    button: "Check my answer",
    read() {
      const answer = inputs.flatMap((input, index) => (input.checked ? [index] : []));
      return answer.length ? { answer } : { missing: "Tick at least one of them first." };
    },
    show(answer) {
      let good = 0;
      options.forEach((option, index) => {
        inputs[index].checked = answer.includes(index);
        const right = inputs[index].checked === option.key;
        good += right;
        lines[index].className = `kl-feedback ${right ? "kl-right" : "kl-wrong"}`;
        lines[index].textContent = `${right ? "Right" : "Not quite"}: this ${option.key ? "holds" : "does not hold"}. ${option.feedback}`;
      });
      const right = good === options.length;
      return { text: `${good} of ${options.length} right. Feedback stands under each.`, mood: right ? "kl-right" : "", right };
    },
  };
}

const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;
const TWO_WAYS = /^[+-]?\d{1,3},\d{3}$/;

// What was typed as a number, or what to say of it. The same rules stand in numbers.py.
function numberIn(typed, unit) {
  let bare = typed.replace(/\s/g, "").replaceAll("\u2212", "-");
  const ending = unit.replace(/\s/g, "");
  if (ending && bare.endsWith(ending)) bare = bare.slice(0, -ending.length);
  if (!NUMBER.test(bare)) return { missing: "Write one number, such as 12.5." };
  if (TWO_WAYS.test(bare)) return { missing: "A comma before three digits can be read in two ways: write it without the comma, or with a point." };
  const value = Number(bare.replace(",", "."));
  return Number.isFinite(value) ? { value } : { missing: "That number is too large." };
}

function number(spec, group) {
  const { units, key, reach, wrong, seed } = spec;
  const field = control("input", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: "40", size: "10" });
  const label = make("label", "kl-number");
  label.append(make("span", "", "Your answer"), field);
  const nodes = [label];
  let list = null;
  if (units.length > 1) {
    list = control("select");
    list.append(new Option("unit ...", ""), ...units.map((unit) => new Option(unit.text, unit.text)));
    const unitLabel = make("label", "kl-number");
    unitLabel.append(make("span", "", "in"), list);
    nodes.push(unitLabel);
  } else {
    const unit = make("span", "kl-unit", units[0].text);
    unit.id = `${group}-unit`;
    field.setAttribute("aria-describedby", unit.id);
    label.append(unit);
  }
  const row = make("div", "kl-number-row");
  row.append(...nodes);
  const way = make("details");
  way.hidden = true;
  way.append(make("summary", "", "Show how it is worked out"), make("p", "", spec.feedback));
  way.firstChild.setAttribute(...KEEP_KEYS);
  const unitNow = () => (list ? list.value : units[0].text);
  const near = (value, other, far) => Math.abs(value - other) <= far * (1 + 1e-9);
  return {
    nodes: [row],
    after: [way],
    field,
    button: "Check my answer",
    read() {
      const typed = field.value.trim();
      if (!typed) return { missing: "Write a number first." };
      if (!unitNow()) return { missing: "Choose a unit first." };
      const found = numberIn(typed, unitNow());
      return found.missing ? found : { answer: { seed, typed, unit: unitNow() } };
    },
    show(answer) {
      if (answer.seed !== seed) return null; // numbers of another draw
      field.value = answer.typed;
      if (list) list.value = answer.unit;
      const value = numberIn(answer.typed, answer.unit).value * units.find((unit) => unit.text === answer.unit).factor;
      if (near(value, key, reach)) {
        way.hidden = true;
        return { text: `Right. ${spec.feedback}`, mood: "kl-right", right: true };
      }
      way.hidden = false;
      const slip = wrong.find((one) => near(value, one.value, one.reach));
      return { text: `Not quite. ${slip ? slip.feedback : spec.hint}`, mood: "kl-wrong", right: false };
    },
  };
}

function order({ steps, swaps, start, first, last }, group, tell) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const list = make("ol", "kl-order");
  list.setAttribute("aria-label", `From ${first} to ${last}`);
  const rows = new Map(steps.map((step) => {
    const item = make("li");
    const line = make("p", "kl-feedback");
    const buttons = [["Up", -1], ["Down", 1]].map(([word, by]) => {
      const button = control("button", { type: "button", "aria-label": `Move ${word.toLowerCase()}: ${step.name}` });
      button.textContent = word;
      button.addEventListener("click", () => move(step.id, by, button));
      return button;
    });
    const words = make("span", "kl-step", step.text);
    const row = make("div", "kl-order-row");
    row.append(words, ...buttons);
    item.append(row, line);
    return [step.id, { item, line, buttons }];
  }));
  let now = [...start];
  let moved = false;

  function place() {
    list.append(...now.map((id) => rows.get(id).item));
    now.forEach((id, index) => {
      const [up, down] = rows.get(id).buttons;
      // Not disabled: a button that is disabled while it has the focus loses it.
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === now.length - 1));
    });
  }
  function move(id, by, button) {
    const from = now.indexOf(id);
    const to = from + by;
    const name = byId.get(id).name;
    if (to < 0 || to >= now.length) {
      tell(`${name} stands ${by < 0 ? first : last} already.`);
      return;
    }
    now.splice(from, 1);
    now.splice(to, 0, id);
    moved = true;
    place();
    button.focus();
    for (const row of rows.values()) clear(row.line);
    tell(`${name}: now ${to + 1} of ${now.length}.`);
  }
  place();
  return {
    nodes: [make("p", "kl-ends", `Top: ${first}. Bottom: ${last}.`), list],
    button: "Check my order",
    read: () => (moved ? { answer: [...now] } : { missing: "Move at least one of them first." }),
    show(answer) {
      now = [...answer];
      moved = true;
      place();
      let good = 0;
      steps.forEach((step, index) => {
        const { line } = rows.get(step.id);
        const right = now[index] === step.id;
        good += right;
        line.className = `kl-feedback ${right ? "kl-right" : "kl-wrong"}`;
        line.textContent = `${right ? "Right here" : `Belongs in place ${index + 1}`}. ${step.feedback}`;
      });
      const right = good === steps.length;
      const slips = swaps.filter((swap) => now.indexOf(swap.first) < now.indexOf(swap.second)).map((swap) => swap.feedback);
      const text = [`${good} of ${steps.length} stand in their place.`, ...slips, "Feedback stands under each."].join(" ");
      return { text, mood: right ? "kl-right" : slips.length ? "kl-wrong" : "", right };
    },
  };
}

const KINDS = { predict: choice, check: choice, several, number, order };

// Whether there is an answer at all: before that a question with one key holds -1, the others hold nothing.
const given = (answer) => answer !== null && answer !== undefined && answer !== -1;

// A question as a group of controls with its prompt, and its lines of feedback: what is shown of an earlier answer is not
// spoken, or else all questions would speak when a page is opened.
function frame(spec, group) {
  const fields = make("fieldset");
  const legend = make("legend", "", `${spec.head}. ${spec.prompt}`);
  const earlier = make("p", "kl-feedback");
  const feedback = make("p", "kl-feedback");
  feedback.setAttribute("role", "status");
  const state = { opening: true };
  function tell(text, mood = "") {
    const place = state.opening ? earlier : feedback;
    if (!state.opening) earlier.remove();
    place.className = `kl-feedback ${mood}`;
    place.textContent = again(place.textContent, text);
  }
  const body = KINDS[spec.kind](spec, group, tell);
  fields.append(legend, ...body.nodes);
  const button = control("button", { type: "button" });
  button.textContent = body.button;
  body.field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    button.click();
  });
  return {
    fields, legend, button, body, tell,
    lines: [earlier, feedback, ...(body.after ?? [])],
    opened() { state.opening = false; },
    show(answer) {
      if (!given(answer)) return null;
      const said = body.show(answer);
      if (said) tell(said.text, said.mood);
      return said;
    },
  };
}
