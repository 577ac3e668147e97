// A verdict that is spoken once, when its cell has run, and never again: neither when the page is opened again while the
// kernel lives, nor from a saved file. What it says stands in the cell's other output, which everybody can read.

const SAID_AFTER_MS = 250; // a status line that is filled in the moment it appears is not spoken everywhere

async function render({ model, el }) {
  const line = await openLine(model, { onSlow: () => {}, onGone: () => {} });
  const spoken = voice(SAID_AFTER_MS);
  // Without a place of its own the line, which nobody sees, would make the output around it scroll.
  const place = document.createElement("div");
  place.className = "kl-announced";
  place.append(spoken.node);
  el.replaceChildren(place);
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
