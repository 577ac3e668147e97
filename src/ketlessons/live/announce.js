// A verdict that is spoken once, when its cell has run, and never again: neither when the page is opened again while the
// kernel lives, nor from a saved file. What it says stands in the cell's other output, which everybody can read.

const SAID_AFTER_MS = 250; // a status line that is filled in the moment it appears is not spoken everywhere

async function render({ model, el }) {
  const line = await openLine(model, { onSlow: () => {}, onGone: () => {} });
  const spoken = voice(SAID_AFTER_MS);
  el.replaceChildren(spoken.node);
  if (!line.gone && !model.get("heard")) {
    spoken.say(model.get("_spec").words);
    model.set("heard", true);
    model.save_changes();
  }
  return () => {
    line.close();
    spoken.close();
  };
}

export default { render };
