// What a learner sees of the record on a page, at its end: what is in it, and buttons to take it along, to bring another
// in, to hand it in, to stop it and to remove it.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu;
const shownAs = (words) => String(words ?? "").replace(UNSEEN, "\ufffd").replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
const fared = (right) => (right === true ? "right" : right === false ? "not right" : "not judged here");

function newest(entries) {
  const found = new Map();
  for (const entry of learners(entries)) {
    if (entry.what !== "answer") continue;
    const before = found.get(entry.of);
    found.delete(entry.of);
    if (entry.answer !== null) found.set(entry.of, { ...entry, tries: (before?.tries ?? 0) + 1 });
  }
  return [...found.values()].sort((one, other) => String(one.lesson).localeCompare(String(other.lesson)));
}

// The page to hand in is that of a notebook (record/handin.py): what a learner wrote is text in it, and it runs nothing.
function handIn(template, entries) {
  const answers = newest(entries);
  const row = (one) => `<tr><th scope="row">${shownAs(one.asked || one.of)}</th>${
    [one.lesson, one.said, fared(one.right), one.tries, String(one.at).slice(0, 10)].map((cell) => `<td>${shownAs(cell)}</td>`).join("")}</tr>`;
  const heads = ["Question", "Lesson", "Answer", "It is", "Tries", "Last"].map((head) => `<th scope="col">${head}</th>`).join("");
  const parts = {
    title: "Work to hand in",
    line: `This page: ${answers.length === 1 ? "1 question" : `${answers.length} questions`} answered.`,
    when: `Made on ${new Date().toISOString().slice(0, 10)}.`,
    body: answers.length
      ? `<table><caption>Answers</caption><thead><tr>${heads}</tr></thead><tbody>${answers.map(row).join("")}</tbody></table>`
      : "<p>Nothing was handed in.</p>",
  };
  return template.replace(/%(title|line|when|body)%/g, (_, name) => parts[name]);
}

function recordPanel(template) {
  const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const section = make("section", "", { className: "kl-record", id: "kl-record" });
  section.setAttribute("aria-labelledby", "kl-record-head");
  const said = make("p", "", { className: "kl-record-said" });
  said.setAttribute("role", "status");
  const sure = make("div", "", { hidden: true });
  const table = make("div");
  const tell = (words) => { said.textContent = again(said.textContent, words); };
  const button = (text, does) => {
    const node = make("button", text, { type: "button" });
    node.addEventListener("click", () => Promise.resolve(does()).catch((error) => tell(`That did not work (${record.why(error)}).`)));
    return node;
  };
  const save = (text, name, type) => {
    const link = make("a", "", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  async function show() {
    const entries = await record.entries();
    const answers = newest(entries);
    const right = answers.filter((one) => one.right).length;
    const judged = answers.filter((one) => typeof one.right === "boolean").length;
    tell([answers.length ? `In your record: ${answers.length === 1 ? "1 question" : `${answers.length} questions`} answered, ${right} of ${judged} right.`
      : "Your record holds no answer yet.", record.news()].filter(Boolean).join(" "));
    const grid = make("table");
    grid.append(make("caption", "Every question you answered"));
    const head = grid.createTHead().insertRow();
    for (const name of ["Question", "Lesson", "Your answer", "It is", "Tries"]) head.append(make("th", name, { scope: "col" }));
    const body = grid.createTBody();
    for (const one of answers) {
      const row = body.insertRow();
      row.append(make("th", one.asked || one.of, { scope: "row" }));
      for (const cell of [one.lesson, one.said, fared(one.right), one.tries]) row.append(make("td", String(cell ?? "")));
    }
    table.replaceChildren(...(answers.length ? [grid] : []));
  }

  const file = make("input", "", { type: "file", accept: ".jsonl,.txt" });
  file.addEventListener("change", async () => {
    const { came, damaged, unsaved } = await record.bring(await file.files[0].text());
    file.value = "";
    await show();
    tell(unsaved || `${came === 1 ? "1 entry" : `${came} entries`} came in.${damaged ? ` ${damaged} lines could not be read.` : ""} Open the page again to see them in the questions.`);
  });
  const bringing = make("label", "Bring in a file: ");
  bringing.append(file);

  const keep = make("input", "", { type: "checkbox", checked: true });
  keep.addEventListener("change", async () => {
    const unsaved = await record.add(keep.checked ? "started" : "stopped", "");
    tell(unsaved || (keep.checked ? "What you answer is kept in this browser." : "From now on nothing is kept. What is there stays until you remove it."));
  });
  const keeping = make("label");
  keeping.append(keep, " Keep my answers in this browser");

  const remove = button("Remove everything", async () => {
    const many = learners(await record.entries()).length;
    if (!many) { tell("Your record holds nothing that could be removed."); return; }
    const held = many === 1 ? "1 entry" : `${many} entries`;
    const back = () => { sure.hidden = true; remove.focus(); };
    const yes = button(`Yes, remove ${held}`, async () => {
      await record.erase();
      await show();
      tell(`Removed: ${held}. Not removed: files you saved.`);
      back();
    });
    const no = button("Keep them", () => { tell("Nothing was removed."); back(); });
    sure.replaceChildren(make("p", `This would remove ${held} from this browser, for good.`), yes, " ", no);
    sure.hidden = false;
    no.focus();
  });
  const buttons = make("p", "", { className: "kl-record-buttons" });
  buttons.append(
    button("Show my answers", show),
    button("Save to a file", async () => save(record.lines(await record.entries()), "my-record.jsonl", "application/jsonl")),
    button("Make a page to hand in", async () => save(handIn(template, await record.entries()), "hand-in.html", "text/html")),
    remove,
  );
  const words = "Your answers are kept in this browser, on this machine only, without your name. A notebook takes in the file that is saved here.";
  section.append(make("h2", "Your record", { id: "kl-record-head" }), make("p", words), buttons, sure, bringing, keeping, said, table);
  record.stopped().then((stopped) => { keep.checked = !stopped; }, () => {});
  return section;
}
