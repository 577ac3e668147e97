// The browser side of a question: a group of native radio buttons, one button, one line of feedback.
//
// "Committed" is said when the kernel has answered that it holds the answer, never before (see wire.js, which stands
// before this file).

// JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
const KEEP_KEYS = ["data-lm-suppress-shortcuts", "true"];
const HELD = "Committed. You can change it until you run the cell that reveals what happens.";
const NOT_HELD = "Your answer is kept nowhere, here or in a file. Read on: how each prediction fares comes later.";
const SENDING = "Sending your answer to the kernel ...";
const LOST = "Your answer could not be kept: the kernel that ran this cell was restarted or stopped. Run this cell again, then answer again.";
const KEPT = "Run this cell to answer.";
let views = 0;

async function render({ model, el }) {
  const { kind, prompt, options, kept, held = HELD } = model.get("_spec");
  const line = await openLine(model, { onSlow: () => tell(BUSY), onGone: () => tell(LOST, "kl-wrong") });
  const group = `kl-quiz-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  const root = document.createElement("div");
  root.className = `kl kl-quiz${line.gone ? " kl-kept" : ""}`;
  const fields = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = `${kind === "predict" ? "Predict" : "Quick check"}. ${prompt}`;
  fields.append(legend);
  const inputs = options.map((option, index) => {
    const input = document.createElement("input");
    input.type = "radio";
    input.name = group;
    input.value = String(index);
    input.setAttribute(...KEEP_KEYS);
    const label = document.createElement("label");
    label.append(input, document.createTextNode(option.text));
    fields.append(label);
    return input;
  });
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute(...KEEP_KEYS);
  button.textContent = kind === "predict" ? (kept ? "Commit to this" : "Settle on this") : "Check my answer";
  // What was answered before the page was opened is shown and not spoken: otherwise all questions speak at once.
  const earlier = document.createElement("p");
  earlier.className = "kl-feedback";
  const feedback = document.createElement("p");
  feedback.className = "kl-feedback";
  feedback.setAttribute("role", "status");
  let opening = true;

  function tell(text, mood = "") {
    const place = opening ? earlier : feedback;
    if (!opening) earlier.remove();
    place.className = `kl-feedback ${mood}`;
    place.textContent = again(place.textContent, text);
  }
  function show(answer) {
    if (answer < 0) return;
    inputs[answer].checked = true;
    const option = options[answer];
    if (kind === "predict") tell(kept ? held : NOT_HELD);
    else tell(`${option.key ? "Right." : "Not quite."} ${option.feedback}`, option.key ? "kl-right" : "kl-wrong");
  }
  button.addEventListener("click", () => {
    const answer = inputs.findIndex((input) => input.checked);
    if (answer < 0) {
      tell("Pick one of the answers first.");
      return;
    }
    if (line.gone) {
      tell(LOST, "kl-wrong");
      return;
    }
    tell(SENDING);
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
  const note = noteOf(model, model.get("_spec").note);
  root.append(fields, button, earlier, feedback, note.node);
  el.replaceChildren(root);
  if (line.gone) {
    fields.disabled = true;
    button.hidden = true;
    tell(KEPT);
  } else onAnswer();
  opening = false;
  return () => {
    line.close();
    note.close();
    model.off("change:answer", onAnswer);
    model.off("msg:custom", onCustom);
  };
}

export default { render };
