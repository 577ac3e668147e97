// The browser side of a question: a group of native radio buttons, one button, one line of feedback.

// JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
const KEEP_KEYS = ["data-lm-suppress-shortcuts", "true"];
let views = 0;

function render({ model, el }) {
  const { kind, prompt, options } = model.get("_spec");
  const group = `kl-quiz-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  const root = document.createElement("div");
  root.className = "kl kl-quiz";
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
  button.textContent = kind === "predict" ? "Commit to this" : "Check my answer";
  const feedback = document.createElement("p");
  feedback.className = "kl-feedback";
  feedback.setAttribute("role", "status");

  function tell(text, mood = "") {
    feedback.textContent = text;
    feedback.className = `kl-feedback ${mood}`;
  }
  function show(answer) {
    if (answer < 0) return;
    inputs[answer].checked = true;
    const option = options[answer];
    if (kind === "predict") tell("Committed. You can change it until you run the cell that reveals what happens.");
    else tell(`${option.key ? "Right." : "Not quite."} ${option.feedback}`, option.key ? "kl-right" : "kl-wrong");
  }
  button.addEventListener("click", () => {
    const answer = inputs.findIndex((input) => input.checked);
    if (answer < 0) {
      tell("Pick one of the answers first.");
      return;
    }
    model.set("answer", answer);
    model.save_changes();
    show(answer);
  });
  const onAnswer = () => show(model.get("answer"));
  model.on("change:answer", onAnswer);
  root.append(fields, button, feedback);
  el.replaceChildren(root);
  onAnswer();
  return () => model.off("change:answer", onAnswer);
}

export default { render };
