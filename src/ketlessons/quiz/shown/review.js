// The browser side of a review: several questions of several kinds, one at a time, and what became of them at the end.
//
// An answer to a question that is kept goes to the kernel, and is judged when the kernel has heard it. An answer to one
// that keeps none stays on this page (see wire.js and kinds.js, which stand before this file).

const SENDING = "Sending your answer to the kernel ...";
const LOST = "Your answer could not be kept: the kernel that ran this cell was restarted or stopped. Run this cell again, then answer again.";
const KEPT = "Run this cell to answer.";
let views = 0;

async function render({ model, el }) {
  const { title, items } = model.get("_spec");
  const here = `kl-review-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  let shown = null; // the frame of the question that is shown; null at the end
  let at = Math.min(Math.max(model.get("answer").at ?? 0, 0), items.length - 1);
  const passed = new Map(); // by id: whether the last answer was right
  const sent = {}; // by id: what was sent; a newer message holds all of it, since it may replace one that waits
  const tell = (text, mood) => shown?.tell(text, mood);
  const line = await openLine(model, { onSlow: () => tell(BUSY), onGone: () => tell(LOST, "kl-wrong") });

  const root = make("div", `kl kl-quiz kl-review${line.gone ? " kl-kept" : ""}`);
  const head = make("p", "kl-review-head");
  const place = make("div");
  const back = control("button", { type: "button" });
  back.textContent = "Back";
  const next = control("button", { type: "button" });
  next.textContent = "Next question";
  const row = make("div", "kl-review-row");
  row.append(back, next);
  const note = noteOf(model, model.get("_spec").note);
  root.append(head, place, note.node, row);

  const noted = (id, said) => { if (said && said.right !== null) passed.set(id, said.right); };

  function commit(spec, frameNow) {
    const { answer, missing } = frameNow.body.read();
    if (missing) {
      frameNow.tell(missing);
      return;
    }
    if (!spec.kept) {
      noted(spec.question, frameNow.show(answer));
      return;
    }
    if (line.gone) {
      frameNow.tell(LOST, "kl-wrong");
      return;
    }
    frameNow.tell(SENDING);
    sent[spec.question] = answer;
    line.send({ type: "commit", answer: { at, given: { ...model.get("answer").given, ...sent } } });
  }

  function put(focus) {
    head.textContent = `${title}: question ${at + 1} of ${items.length}`;
    const spec = items[at];
    const frameNow = frame(spec, `${here}-${at}`);
    shown = frameNow;
    frameNow.button.addEventListener("click", () => commit(spec, frameNow));
    place.replaceChildren(frameNow.fields, frameNow.button, ...frameNow.lines);
    back.hidden = at === 0;
    next.hidden = false;
    next.textContent = at === items.length - 1 ? "To the end" : "Next question";
    if (line.gone) {
      frameNow.fields.disabled = true;
      frameNow.button.hidden = true;
      frameNow.tell(KEPT);
    } else noted(spec.question, frameNow.show(model.get("answer").given[spec.question]));
    frameNow.opened();
    if (focus) {
      frameNow.fields.tabIndex = -1;
      frameNow.fields.focus();
    }
  }

  function end() {
    shown = null;
    // Those that were left before the kernel had heard of them.
    for (const spec of items) {
      const answer = model.get("answer").given[spec.question];
      if (!passed.has(spec.question) && given(answer)) noted(spec.question, frame(spec, `${here}-end`).body.show(answer));
    }
    const right = [...passed.values()].filter(Boolean).length;
    head.textContent = `${title}: the end`;
    const words = make("p", "kl-review-end",
      `${passed.size} of ${items.length} answered, ${right} right at the last try. Back leads through them again.`);
    words.tabIndex = -1;
    place.replaceChildren(words);
    next.hidden = true;
    back.hidden = false;
    words.focus();
  }

  next.addEventListener("click", () => {
    if (at === items.length - 1) {
      end();
      return;
    }
    at += 1;
    put(true);
  });
  back.addEventListener("click", () => {
    if (shown) at -= 1;
    put(true);
  });

  const onCustom = (content) => {
    if (content.type !== "heard" || !line.answers(content.mark)) return;
    if (line.next) { line.sendNext(); return; }
    if (content.trouble) {
      for (const id of Object.keys(sent)) delete sent[id];
      tell(content.trouble, "kl-wrong");
      return;
    }
    // What was heard may be of a question that was left meanwhile: it counts, and is not spoken here.
    if (shown && content.answer.at === at) noted(items[at].question, shown.show(content.answer.given[items[at].question]));
  };
  model.on("msg:custom", onCustom);
  put(false);
  el.replaceChildren(root);
  return () => {
    line.close();
    note.close();
    model.off("msg:custom", onCustom);
  };
}

export default { render };
