// The browser side of a sorting question: a native list for each card, a switch (native radio buttons) that moves cards,
// one button, feedback under each card, and a board that shows where the cards belong.
//
// What was answered before the page was opened is shown and not spoken. "Right" is said when the kernel has answered that
// it holds the answer, never before (see wire.js, which stands before this file).

// JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
const KEEP_KEYS = ["data-lm-suppress-shortcuts", "true"];
const SENDING = "Sending your answer to the kernel ...";
const LOST = "Your answer could not be kept: the kernel that ran this cell was restarted or stopped. Run this cell again, then sort again.";
const KEPT = "Run this cell to sort.";
const FIRST = "Put at least one card somewhere first.";
let views = 0;

async function render({ model, el }) {
  const { prompt, switch: name, cases, places, cards } = model.get("_spec");
  const line = await openLine(model, { onSlow: () => tell(BUSY), onGone: () => tell(LOST, "kl-wrong") });
  const group = `kl-sort-${(views += 1)}-${Math.random().toString(36).slice(2, 7)}`;
  const make = (tag, className = "", text = "") => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };
  const placeText = (id) => places.find((place) => place.id === id).text;
  const caseText = (id) => cases.find((one) => one.id === id).text;
  const root = make("div", `kl kl-quiz kl-sort${line.gone ? " kl-kept" : ""}`);
  const fields = make("fieldset");
  fields.append(make("legend", "", `Sort the cards. ${prompt}`));

  // For which case the cards are sorted: said above them, set below them, beside the button and what then moves.
  const where = make("p", "kl-where");
  if (name) fields.append(where);
  // The switch: native radio buttons, side by side.
  const radios = cases.map((one) => {
    const input = make("input");
    input.type = "radio";
    input.name = group;
    input.value = one.id;
    input.setAttribute(...KEEP_KEYS);
    return input;
  });
  // A card: its words, a native list of the places, and a line of feedback that the list is described by.
  const rows = new Map(cards.map((card, index) => {
    const select = make("select");
    select.setAttribute(...KEEP_KEYS);
    select.append(new Option("put it ...", ""), ...places.map((place) => new Option(place.text, place.id)));
    const label = make("label", "kl-card");
    label.append(make("span", "", card.text), select);
    const answer = make("p", "kl-feedback");
    answer.id = `${group}-card-${index}`;
    select.setAttribute("aria-describedby", answer.id);
    select.addEventListener("change", () => { answer.textContent = ""; answer.className = "kl-feedback"; });
    fields.append(label, answer);
    return [card.id, { select, answer }];
  }));

  if (name) {
    const inner = make("fieldset", "kl-switch");
    inner.append(make("legend", "", name));
    radios.forEach((input, index) => {
      const label = make("label");
      label.append(input, document.createTextNode(cases[index].text));
      inner.append(label);
    });
    fields.append(inner);
  }

  const button = make("button", "", "Check my sorting");
  button.type = "button";
  button.setAttribute(...KEEP_KEYS);
  // Shown and not spoken: what was answered earlier. Spoken: what is answered now.
  const earlier = make("p", "kl-feedback");
  const feedback = make("p", "kl-feedback");
  feedback.setAttribute("role", "status");
  const board = make("div", "kl-board");
  board.hidden = true;
  let opening = true;
  let shown = null; // the answer that is shown as checked

  function tell(text, mood = "") {
    const spot = opening ? earlier : feedback;
    if (!opening) earlier.remove();
    spot.className = `kl-feedback ${mood}`;
    spot.textContent = again(spot.textContent, text);
  }
  const placed = () => Object.fromEntries([...rows].map(([id, row]) => [id, row.select.value]).filter(([, put]) => put));
  const chosen = () => radios.find((input) => input.checked)?.value ?? cases[0].id;

  const sayWhere = () => { where.textContent = `${name}: ${caseText(chosen())}`; };

  function drawBoard(now, before) {
    const head = make("p", "kl-board-head", now && caseText(now) ? `Where the cards belong: ${caseText(now)}` : "Where the cards belong");
    const columns = make("div", "kl-columns");
    for (const place of places) {
      const column = make("div", "kl-column");
      const title = make("p", "", place.text);
      title.id = `${group}-${place.id}`;
      const list = make("ul");
      list.setAttribute("aria-labelledby", title.id);
      for (const card of cards.filter((one) => one.place[now] === place.id)) {
        const from = before && card.place[before] !== place.id ? ` (moved from ${placeText(card.place[before])})` : "";
        list.append(make("li", from ? "kl-moved" : "", `${card.name}${from}`));
      }
      if (!list.children.length) list.append(make("li", "kl-none", "none"));
      column.append(title, list);
      columns.append(column);
    }
    board.replaceChildren(head, columns);
    board.hidden = false;
  }

  function show(answer) {
    radios.forEach((input) => { input.checked = input.value === answer.case; });
    for (const [id, row] of rows) row.select.value = answer.placed[id] ?? "";
    sayWhere();
    if (!answer.checked) return;
    let right = 0;
    for (const card of cards) {
      const { answer: node } = rows.get(card.id);
      const put = answer.placed[card.id];
      const belongs = card.place[answer.case];
      const good = put === belongs;
      right += good;
      const verdict = good ? "Right" : put ? "Not quite" : "Left open";
      node.className = `kl-feedback ${good ? "kl-right" : put ? "kl-wrong" : ""}`;
      node.textContent = `${verdict}: ${placeText(belongs)}. ${card.feedback[answer.case]}`;
    }
    const before = shown && shown !== answer.case ? shown : null;
    const here = caseText(answer.case) ? `${caseText(answer.case)}: ` : "";
    const moved = before ? cards.filter((card) => card.place[before] !== card.place[answer.case]) : [];
    drawBoard(answer.case, before);
    if (before) {
      const told = moved.map((card) => `${card.name}, now ${placeText(card.place[answer.case])}`).join("; ");
      const many = moved.length === 1 ? "1 card moves" : `${moved.length} cards move`;
      tell(moved.length ? `${here}${many}. ${told}.` : `${here}no card moves.`);
    } else {
      const next = name ? ` Then change the ${name.toLowerCase()}: which cards will move?` : "";
      const all = right === cards.length ? "kl-right" : "";
      tell(`${here}${right} of ${cards.length} right. Feedback stands under each card.${next}`, all);
    }
    shown = answer.case;
  }

  function send() {
    if (line.gone) {
      tell(LOST, "kl-wrong");
      return;
    }
    tell(model.get("_spec").sending ?? SENDING);
    line.send({ type: "commit", answer: { case: chosen(), placed: placed(), checked: true } });
  }
  button.addEventListener("click", () => {
    if (!Object.keys(placed()).length) {
      tell(FIRST);
      return;
    }
    shown = null; // a check tells what is right here, and not what has moved
    send();
  });
  // Once the cards were checked, the switch moves them. Before that it only says for where they are sorted.
  radios.forEach((input) => input.addEventListener("change", () => {
    sayWhere();
    if (shown) send();
    else tell(`${name}: ${caseText(input.value)}. Put each card where it belongs there.`);
  }));

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
  root.append(fields, button, earlier, feedback, note.node, board);
  el.replaceChildren(root);
  show(model.get("answer"));
  if (line.gone) {
    fields.disabled = true;
    button.hidden = true;
    tell(KEPT);
  }
  opening = false;
  return () => {
    line.close();
    note.close();
    model.off("change:answer", onAnswer);
    model.off("msg:custom", onCustom);
  };
}

export default { render };
