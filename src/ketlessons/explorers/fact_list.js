// What lets a reader find a row: words, a topic, a status, a lesson, a figure. The list itself is plain HTML and stands
// whole without this; here rows are only hidden, counted, and written into a file.
function factList(root, page) {
  const items = [...root.querySelectorAll("ul.kf-rows > li")];
  const sections = [...root.querySelectorAll("section.kf-topic")].map((section) => {
    const note = section.querySelector("h2 small");
    return { section, note, whole: note.textContent, topic: section.dataset.topic, total: section.querySelectorAll("li").length };
  });
  const ask = (name) => root.querySelector(`[data-ask="${name}"]`);
  const [words, topic, status, lesson, shown] = ["words", "topic", "status", "lesson", "shown"].map(ask);
  const count = root.querySelector(".kf-count");
  const live = root.querySelector(".kf-live");
  const fold = (text) => text.toLowerCase().replace(/µ/g, "u").replace(/−/g, "-").replace(/\s+/g, " ");
  const rows = items.map((li) => ({
    li,
    text: fold(li.textContent),
    topic: li.closest("section").dataset.topic,
    status: li.dataset.s,
    lessons: (li.dataset.l || "").split(" "),
    name: li.dataset.id,
    seen: true,
  }));
  const byName = new Map(rows.map((row) => [row.name, row]));
  const named = (link) => link.getAttribute("href").slice("#row-".length);
  // On a page the rows of a figure are links, for a reader without a script; in a notebook they are names only.
  const rowsOf = (key) => {
    const one = root.querySelector(`[data-shown="${key}"]`);
    return new Set(one.dataset.rows?.split(" ") ?? [...one.querySelectorAll("a")].map(named));
  };
  const FEW = 40;
  let timer = 0;
  let coming = 0; // the next picture in which sections come back
  let pending = []; // those that wait for it

  const say = () => {
    const many = rows.reduce((sum, row) => sum + row.seen, 0);
    const every = rows.length.toLocaleString("en");
    const option = shown.selectedOptions[0];
    const whose = shown.value ? `: those of ${option.textContent}, ${option.parentElement.label.toLowerCase()}` : "";
    const said = many === rows.length ? `All ${every} rows are shown.`
      : many === 0 ? "No row fits. Take a filter away, or use fewer words."
      : `${many.toLocaleString("en")} of ${every} rows ${many === 1 ? "is" : "are"} shown${whose}.`;
    count.textContent = said;
    // Who listens hears the count once, after the last key, and not one for each letter.
    clearTimeout(timer);
    timer = setTimeout(() => { live.textContent = said; }, 500);
  };

  const filter = () => {
    const changed = [];
    const wanted = fold(words.value).split(" ").filter(Boolean);
    const only = shown.value ? rowsOf(shown.value) : null;
    for (const row of rows) {
      const fits = (!topic.value || row.topic === topic.value)
        && (!status.value || row.status === status.value)
        && (!lesson.value || row.lessons.includes(lesson.value))
        && (!only || only.has(row.name))
        && wanted.every((word) => row.text.includes(word));
      if (fits !== row.seen) { row.seen = fits; changed.push(row); }
    }
    // What changes within a hidden section needs no layout; then the sections come back, those in sight first.
    if (changed.length > FEW) for (const { section } of sections) section.hidden = true;
    for (const row of changed) row.li.hidden = !row.seen;
    const some = new Map();
    for (const row of rows) if (row.seen) some.set(row.topic, (some.get(row.topic) || 0) + 1);
    for (const { section, topic: name, note, total, whole } of sections) {
      const many = some.get(name) || 0;
      const said = many === total ? whole : `(${many} of ${total} rows)`;
      if (note.textContent !== said) note.textContent = said;
    }
    cancelAnimationFrame(coming);
    bring(sections.map(({ section, topic: name }) => [section, some.get(name) || 0]), FEW);
    say();
  };

  // Show sections until as many rows are there, and the rest in the pictures that follow.
  const bring = (waiting, many) => {
    let left = many;
    while (waiting.length && left > 0) {
      const [section, rowsIn] = waiting.shift();
      section.hidden = !rowsIn;
      left -= rowsIn;
    }
    if (waiting.length) coming = requestAnimationFrame(() => bring(waiting, many));
    pending = waiting;
  };
  const bringAll = () => { cancelAnimationFrame(coming); bring(pending, Infinity); };

  const clear = () => { for (const one of [words, topic, status, lesson, shown]) one.value = ""; };

  const goTo = (name) => {
    const row = byName.get(name);
    if (!row) return false;
    if (!row.seen) { clear(); filter(); }
    bringAll();
    root.querySelector("li.kf-here")?.classList.remove("kf-here");
    row.li.classList.add("kf-here");
    row.li.tabIndex = -1;
    row.li.focus({ preventScroll: true });
    row.li.scrollIntoView({ block: "center" });
    return true;
  };

  const follow = (key) => {
    if (!key) return false;
    if (key.startsWith("row-")) return goTo(key.slice(4));
    if (![...shown.options].some((option) => option.value === key)) return false;
    clear();
    shown.value = key;
    filter();
    root.querySelector(".kf-said").scrollIntoView({ block: "start" });
    count.tabIndex = -1;
    count.focus({ preventScroll: true });
    return true;
  };

  const cell = (text) => /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  const csv = () => {
    const part = (li, name) => li.querySelector(`[data-p="${name}"]`)?.textContent.trim() || "";
    const number = (text) => text.replace(/^−/, "-");
    const lines = [["name", "topic", "what", "value", "unit", "low", "high", "conditions", "how checked", "source",
      "links", "worked out from", "lessons"]];
    for (const { li, name, lessons, seen } of rows) {
      if (!seen) continue;
      lines.push([name, li.closest("section").querySelector("h2").dataset.title, li.querySelector("h3").textContent,
        number(part(li, "value")), li.dataset.u || "", number(part(li, "low")), number(part(li, "high")),
        part(li, "conditions"), part(li, "checked"), part(li, "source"),
        [...li.querySelectorAll('[data-p="source"] a')].map((a) => a.href).join(" "),
        [...li.querySelectorAll('[data-p="parts"] a')].map(named).join(" "), lessons.join(" ")]);
    }
    // A spreadsheet looks for the mark in front to know that this is UTF-8.
    return "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  };

  root.querySelector("[data-do=clear]").addEventListener("click", () => { clear(); filter(); words.focus(); });
  root.querySelector("[data-do=csv]").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: "ketlessons-facts.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  // Letters that come within one picture are looked for together.
  let asked = 0;
  words.addEventListener("input", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(filter);
  });
  for (const one of [topic, status, lesson, shown]) one.addEventListener("change", filter);
  root.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#row-"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (goTo(named(link))) {
      event.preventDefault();
      if (page) history.pushState(null, "", link.getAttribute("href"));
    }
  });
  // Who comes for a figure is shown its rows, and must not be taken to their names at the end of the page.
  for (const one of root.querySelectorAll(".kf-by h3[id]")) one.removeAttribute("id");
  for (const one of root.querySelectorAll("[data-needs-script]")) one.hidden = false;
  if (page) {
    const here = () => follow(decodeURIComponent(location.hash.slice(1)));
    addEventListener("hashchange", here);
    addEventListener("popstate", here);
    filter();
    here();
  } else {
    filter();
  }
  return { filter, csv, rows };
}
