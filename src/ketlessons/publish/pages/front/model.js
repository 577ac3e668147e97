// What a widget of the course talks to where no kernel runs: a model that answers at once, from what the page holds. The
// widgets themselves are those of JupyterLab.

// What a learner has answered: the page holds it while it is open, and the learner's record for longer (see record.js).
const answers = (() => {
  const held = new Map();
  const watching = new Map();
  let recorded = [];
  return {
    get: (question) => held.get(question),
    // Reads the record once, before anything lives; promises what the learner should know of it.
    async recall() {
      try { recorded = await record.entries(); } catch (error) { return `Your record cannot be read (${record.why(error)}).`; }
      return record.news();
    },
    earlier(question, spec) {
      if (!held.has(question)) {
        const answer = answerIn(recorded, question, spec);
        if (answer !== undefined) held.set(question, answer);
      }
      return held.get(question);
    },
    // Keeps an answer; promises why it is not saved, or nothing, when the disk holds it.
    keep(question, spec, answer) { return record.add("answer", spec.lesson ?? "", entryOf(question, spec, answer)); },
    put(question, answer) {
      held.set(question, answer);
      for (const tell of watching.get(question) ?? []) tell(answer);
    },
    watch(question, tell) { watching.set(question, [...(watching.get(question) ?? []), tell]); },
  };
})();

function modelOf(state, answered) {
  const hearing = new Map();
  const model = {
    get: (name) => state[name],
    set(name, value) {
      if (state[name] === value) return;
      state[name] = value;
      model.trigger(`change:${name}`, model, value);
    },
    save_changes() {},
    on(event, tell) { hearing.set(event, [...(hearing.get(event) ?? []), tell]); },
    off(event, tell) { hearing.set(event, (hearing.get(event) ?? []).filter((one) => one !== tell)); },
    trigger(event, ...told) { for (const tell of hearing.get(event) ?? []) tell(...told); },
    send({ view, seq, ...content }) { answered(model, content, { view, seq }); },
  };
  return model;
}

const valuesOf = (control) => control.grid ?? control.options?.map(([value]) => value) ?? [false, true];

// An explorer: a move is answered with the picture of that setting.
function explorerModel(pack, values = {}) {
  const { spec } = pack.head;
  const frame = (values, mark) => {
    const indexes = spec.controls.map((control) => Math.max(0, valuesOf(control).indexOf(values[control.name])));
    return { ...pack.picture(pack.place(indexes)), values, mark, trouble: "" };
  };
  const start = Object.fromEntries(spec.controls.map((control) => [control.name, values[control.name] ?? control.value]));
  const first = frame(start, { view: null, seq: 0 });
  return modelOf({ ...start, _spec: spec, _frame: first }, (model, content, mark) => {
    if (content.type !== "move") return;
    const values = Object.fromEntries(spec.controls.map(({ name }) => [name, content.values[name]]));
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.set("_frame", frame(values, mark));
  });
}

// A question of any kind: what it needs is in its spec, and a commitment is acknowledged. What is not to be kept is not.
function questionModel(question, state) {
  const kept = state._spec.kept !== false;
  const earlier = kept ? answers.earlier(question, state._spec) : undefined;
  return modelOf(earlier === undefined ? { ...state } : { ...state, answer: earlier }, async (model, content, mark) => {
    if (content.type !== "commit") return;
    let note = "";
    if (kept) {
      answers.put(question, content.answer);
      note = await answers.keep(question, state._spec, content.answer);
      model.set("answer", content.answer);
    }
    model.trigger("msg:custom", { type: "heard", mark, answer: content.answer, note });
  });
}
