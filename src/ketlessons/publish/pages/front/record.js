// The record of a learner who reads pages: in the browser's storage, on this machine only. Entries are only ever added; an
// answer is acknowledged when the browser says that the disk holds it. What is saved to a file has the form of a record
// of JupyterLab (see record/lines.py), and each takes in the other's.

const RECORD = "ketlessons-record";
const NOTHING_OF = ["08"]; // lessons of which nothing is kept: see KEEPS_NOTHING in ketlessons/record
const LATE_MS = 1500; // less than a question waits before it asks again: see wire.js

const TAIL = /,"sum":"([0-9a-f]{8})"\}$/;
function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, "0");
}
function asLine(entry) {
  const body = JSON.stringify({ v: 1, ...entry }).slice(0, -1);
  return `${body},"sum":"${crc32(body)}"}\n`;
}
function asEntry(line) {
  const tail = TAIL.exec(line);
  if (!tail || tail[1] !== crc32(line.slice(0, tail.index))) return null;
  try {
    const { v, sum, ...entry } = JSON.parse(line);
    return v === 1 && ["id", "at", "what"].every((name) => typeof entry[name] === "string") ? entry : null;
  } catch { return null; }
}

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const LEARNERS = ["answer", "built", "reflection", "picture"];
const learners = (entries) => entries.filter(({ what, lesson }) => LEARNERS.includes(what) && !NOTHING_OF.includes(lesson));

const record = (() => {
  let store = null; // a promise of the open database
  let waiting = []; // what could not be written yet
  let known = 0; // how many entries were there when we last looked
  let turn = Promise.resolve();
  let news = "";

  const soon = (promise) => Promise.race([promise, new Promise((_, no) => {
    setTimeout(no, LATE_MS, new Error("the browser's storage does not answer"));
  })]);
  function opened() {
    store ??= new Promise((yes, no) => {
      const asked = indexedDB.open(RECORD, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
      };
      asked.onerror = () => no(asked.error);
      asked.onblocked = () => no(new Error("another page of the course is in the way: close it"));
      asked.onsuccess = () => {
        const base = asked.result;
        base.onclose = () => { store = null; };
        base.onversionchange = () => { base.close(); store = null; };
        yes(base);
      };
    });
    return soon(store);
  }
  // One turn with the storage; it is done when the disk has it.
  async function round(mode, does) {
    try {
      const base = await opened();
      return await soon(new Promise((yes, no) => {
        const work = base.transaction("entries", mode, { durability: "strict" });
        let found;
        work.oncomplete = () => yes(found);
        work.onabort = () => no(work.error ?? new Error("it was broken off"));
        does(work.objectStore("entries"), (value) => { found = value; }, work);
      }));
    } catch (error) {
      store = null; // the next try opens it anew
      throw error;
    }
  }
  const all = () => round("readonly", (entries, found) => {
    const asked = entries.getAll();
    asked.onsuccess = () => found(asked.result);
  });
  const why = (error) => (error?.name === "QuotaExceededError" ? "the browser's storage is full" : error?.message || String(error));
  const isStopped = (entries) => entries.findLast(({ what }) => what === "stopped" || what === "started")?.what === "stopped";

  async function look() {
    const entries = await all();
    if (entries.length < known) news = "Entries of your record are gone: the browser, or somebody, has removed them.";
    known = entries.length;
    return entries;
  }
  async function write() {
    if (!waiting.length) return "";
    const now = waiting;
    try {
      const before = await look();
      const wanted = isStopped(before) ? now.filter(({ what }) => what === "started") : now;
      if (wanted.length) {
        await round("readwrite", (entries, _, work) => {
          for (const entry of wanted) {
            // What another page has brought in meanwhile is there, and no trouble.
            entries.add(entry).onerror = (event) => {
              if (event.target.error?.name === "ConstraintError") event.preventDefault();
              else work.abort();
              event.stopPropagation();
            };
          }
        });
      }
      waiting = waiting.slice(now.length);
      known = before.length + wanted.length;
      return "";
    } catch (error) {
      const rest = waiting.length > 1 ? ` ${waiting.length} entries wait: the next one that can be saved takes them along.` : "";
      return `This is not saved in your record (${why(error)}). It counts as long as this page is open.${rest}`;
    }
  }
  const inTurn = (does) => (turn = turn.then(does, does));

  return {
    // Adds an entry. The words it promises are for the learner: empty if the disk holds it.
    add(what, lesson, fields = {}) {
      if (NOTHING_OF.includes(lesson)) return Promise.resolve("");
      waiting = [...waiting, { id: random(), at: new Date().toISOString(), what, lesson, ...fields }];
      return inTurn(write);
    },
    settle: () => inTurn(write),
    news() { const told = news; news = ""; return told; },
    entries: () => inTurn(async () => [...await look(), ...waiting]),
    stopped: () => inTurn(async () => isStopped(await look())),
    lines: (entries) => [
      asLine({ n: 0, id: random(), at: new Date().toISOString(), what: "begun", book: random() }),
      ...learners(entries).map((entry, place) => asLine({ ...entry, n: place + 1 })),
    ].join(""),
    async bring(text) {
      const lines = text.replace(/^\ufeff/, "").split(/\r?\n/).filter((line) => line.trim());
      const read = lines.map(asEntry);
      const had = new Set((await this.entries()).map(({ id }) => id));
      const fresh = learners(read.filter(Boolean)).filter(({ id }) => !had.has(id) && had.add(id));
      waiting = [...waiting, ...fresh.map(({ n, ...entry }) => entry)];
      const unsaved = fresh.length ? await inTurn(write) : "";
      return { came: fresh.length, damaged: read.filter((one) => !one).length, unsaved };
    },
    // Removes everything, and leaves only that nothing is to be kept, if that was asked for.
    erase: () => inTurn(async () => {
      const stopped = isStopped(await look());
      await round("readwrite", (entries) => {
        entries.clear();
        if (stopped) entries.add({ id: random(), at: new Date().toISOString(), what: "stopped" });
      });
      waiting = [];
      known = stopped ? 1 : 0;
    }),
    why,
  };
})();

// What a question was answered, if it still has the same words; for the model of a question.
function answerIn(entries, question, spec) {
  const entry = entries.findLast(({ what, of }) => what === "answer" && of === question);
  if (!entry || entry.asked !== spec.prompt || entry.answer === null || entry.answer === undefined) return undefined;
  try { return entry.said === saidOf(spec, entry.answer) ? entry.answer : undefined; } catch { return undefined; }
}
// An answer in words, as each kind of question says it in Python too (see `said` in quiz/).
function saidOf({ options, steps, cards, places, cases }, answer) {
  if (options) return [answer].flat().map((index) => options[index].text).join(" / ");
  if (steps) return answer.map((id) => steps.find((step) => step.id === id).name).join(", then ");
  if (cards) {
    const named = (found, id) => found.find((one) => one.id === id).text;
    const put = cards.filter(({ id }) => answer.placed[id]).map(({ id, name }) => `${name}: ${named(places, answer.placed[id])}`);
    const where = named(cases, answer.case);
    return `${where ? `${where}. ` : ""}${put.join("; ") || "no card was put anywhere"}`;
  }
  return `${answer.typed.trim()} ${answer.unit}`.trim();
}
// Whether an answer is right; undefined for a number, which a notebook judges when it takes the record in.
function rightIs({ options, steps, cards }, answer) {
  if (options && Array.isArray(answer)) return options.every(({ key }, index) => answer.includes(index) === Boolean(key));
  if (options) return Boolean(options[answer].key);
  if (steps) return steps.every(({ id }, index) => answer[index] === id);
  return cards?.every(({ id, place }) => answer.placed[id] === place[answer.case]);
}
const entryOf = (question, spec, answer) => ({
  of: question, kind: spec.kind ?? "sort", asked: spec.prompt, answer, said: saidOf(spec, answer), right: rightIs(spec, answer),
});
