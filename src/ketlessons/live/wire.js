// The line between a live output and its kernel, shared by explorers and questions. One message is in flight at a time:
// while the kernel works, newer words replace older ones that wait. If no answer comes, the newest words are sent again,
// less and less often. A kernel that was restarted or stopped is noticed and told.

const BUSY = "The kernel has not answered yet. It may be busy with another cell; this is sent again until it answers.";
const GONE = "The kernel that ran this cell was restarted or stopped. Run this cell again.";

// The same words again are news again: a space that is not heard makes them differ.
const again = (before, text) => (text && before === text ? `${text}\u00a0` : text);

// A place that a screen reader speaks aloud, and nobody sees. It is empty until there is news, so that opening a page
// says nothing.
function voice(afterMs) {
  const node = document.createElement("p");
  node.className = "kl-said";
  node.setAttribute("role", "status");
  let timer = 0;
  return {
    node,
    say(words) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        node.textContent = again(node.textContent, typeof words === "function" ? words() : words);
      }, afterMs);
    },
    close() { clearTimeout(timer); },
  };
}

// What the kernel has to say beside an answer, such as that it could not be saved: it stands until there is other news.
function noteOf(model, words = "") {
  const node = document.createElement("p");
  node.className = "kl-note";
  node.setAttribute("role", "status");
  const onCustom = (content) => { if (content.type === "heard") node.textContent = again(node.textContent, content.note ?? ""); };
  model.on("msg:custom", onCustom);
  // Words that stand in a place when it comes are not spoken: these are laid in afterwards.
  if (words) setTimeout(() => { node.textContent = words; });
  return { node, close() { model.off("msg:custom", onCustom); } };
}

async function openLine(model, { onSlow, onGone }) {
  const { id, patience } = model.get("_spec");
  const view = Math.random().toString(36).slice(2, 10); // one model may have several views, in several tabs
  const manager = model.widget_manager;
  let seq = 0;
  let waiting = 0; // the number of the message in flight, or 0
  let current = null; // what it says
  let next = null; // the newest words that wait
  let pause = patience;
  let timer = 0;
  let gone = false;

  // A view drawn from a saved file has a model but no kernel behind it.
  let inner = null;
  try { inner = await manager?.get_model?.(id); } catch { /* such a page has no such manager: silence will tell */ }
  gone = inner?.comm_live === false;

  function end() {
    if (gone) return;
    gone = true;
    waiting = 0;
    next = null;
    clearTimeout(timer);
    onGone();
  }

  function post(content) {
    seq += 1;
    waiting = seq;
    current = content;
    next = null;
    clearTimeout(timer);
    timer = setTimeout(again, pause);
    try { model.send({ ...content, view, seq }); } catch { end(); }
  }

  async function again() {
    if (gone || !waiting) return;
    onSlow();
    if (await lost()) return end();
    if (gone || !waiting) return; // answered while we asked
    pause = Math.min(2 * pause, 8 * patience);
    post(next ?? current);
  }

  // A busy kernel does not answer this question either; a new one answers that it knows no such widget.
  async function lost() {
    if (!manager?._get_comm_info) return false;
    const late = new Promise((resolve) => { setTimeout(resolve, patience / 4, null); });
    try {
      const known = await Promise.race([manager._get_comm_info(), late]);
      return Boolean(known) && !(id in known);
    } catch {
      return manager.kernel === null;
    }
  }

  const hurry = () => { if (waiting && !gone) { pause = patience; clearTimeout(timer); again(); } };
  const onLive = () => { if (inner?.comm_live === false) end(); };
  const onStatus = (_kernel, status) => { if (status === "connected") hurry(); };
  const statusOf = manager?.kernel?.connectionStatusChanged;
  model.on("comm_live_update", onLive);
  window.addEventListener("online", hurry);
  statusOf?.connect?.(onStatus);

  return {
    get gone() { return gone; },
    get waiting() { return waiting !== 0; },
    get next() { return next; },
    send(content) {
      if (gone) return;
      if (waiting) { next = content; return; }
      pause = patience;
      post(content);
    },
    // Takes the mark that an answer carries; true if it answers the message in flight.
    answers(mark) {
      if (!waiting || mark?.view !== view || !(mark.seq >= waiting)) return false;
      waiting = 0;
      clearTimeout(timer);
      return true;
    },
    // True for an answer to an older message of this view that comes after a newer one.
    stale: (mark) => mark?.view === view && mark.seq < seq,
    sendNext() { if (next && !waiting && !gone) { pause = patience; post(next); } },
    close() {
      clearTimeout(timer);
      model.off("comm_live_update", onLive);
      window.removeEventListener("online", hurry);
      statusOf?.disconnect?.(onStatus);
    },
  };
}
