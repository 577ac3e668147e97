// The browser side of one question: its group of native controls, one button, one line of feedback.
//
// "Committed" is said when the kernel has answered that it holds the answer, never before (see wire.js and kinds.js, which
// stand before this file).

const SENDING = "Sending your answer to the kernel ...";
const LOST = "Your answer could not be kept: the kernel that ran this cell was restarted or stopped. Run this cell again, then answer again.";
const KEPT = "Run this cell to answer.";
let views = 0;

async function render({ model, el }) {
  const spec = model.get("_spec");
  const group = `kl-quiz-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  const { fields, button, body, lines, tell, show, opened } = frame(spec, group);
  const line = await openLine(model, { onSlow: () => tell(BUSY), onGone: () => tell(LOST, "kl-wrong") });
  const root = make("div", `kl kl-quiz${line.gone ? " kl-kept" : ""}`);
  root.dataset.kind = spec.kind;
  button.addEventListener("click", () => {
    const { answer, missing } = body.read();
    if (missing) {
      tell(missing);
      return;
    }
    if (line.gone) {
      tell(LOST, "kl-wrong");
      return;
    }
    tell(spec.sending ?? SENDING);
    line.send({ type: "commit", answer });
  });
  // An answer that was set elsewhere (in Python, in another view) is shown, but not over one that is on its way.
  const onAnswer = () => { if (!line.waiting) show(model.get("answer")); };
  const onCustom = (content) => {
    if (content.type !== "heard" || !line.answers(content.mark)) return;
    if (line.next) { line.sendNext(); return; }
    if (content.trouble) tell(content.trouble, "kl-wrong");
    else show(content.answer);
  };
  model.on("change:answer", onAnswer);
  model.on("msg:custom", onCustom);
  const note = noteOf(model, spec.note);
  root.append(fields, button, ...lines, note.node);
  el.replaceChildren(root);
  if (line.gone) {
    fields.disabled = true;
    button.hidden = true;
    tell(KEPT);
  } else onAnswer();
  opened();
  return () => {
    line.close();
    note.close();
    model.off("change:answer", onAnswer);
    model.off("msg:custom", onCustom);
  };
}

export default { render };
