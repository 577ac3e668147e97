// A verdict that is spoken once, when its cell has run, and never again: neither when the page is opened again while the
// kernel lives, nor from a saved file. What it says stands in the cell's other output, which everybody can read.
//
// Whoever runs one cell waits for its verdict. Whoever runs all waits for none of them: then one line says how many there
// are, once no cell is left to run.

const SAID_AFTER_MS = 250; // a status line that is filled in the moment it appears is not spoken everywhere

// The verdicts that nobody has heard yet, oldest first. Each widget has a copy of this file of its own, so they meet here.
const waiting = (globalThis.ketlessonsVerdicts ??= new Set());

const notebookOf = (el) => el.closest(".jp-Notebook");

// Whether JupyterLab still has another cell to run: it marks those with a star.
function othersRun(el) {
  const prompts = [...notebookOf(el).querySelectorAll(".jp-InputPrompt")];
  return prompts.some((prompt) => prompt.textContent.includes("*") && !el.closest(".jp-Cell").contains(prompt));
}

async function render({ model, el }) {
  const line = await openLine(model, { onSlow: () => {}, onGone: () => {} });
  const spoken = voice(0);
  // Without a place of its own the line, which nobody sees, would make the output around it scroll.
  const place = document.createElement("div");
  place.className = "kl-announced";
  place.append(spoken.node);
  el.replaceChildren(place);

  const { words } = model.get("_spec");
  let timer = 0;
  function speak() {
    const all = [...waiting].filter((one) => notebookOf(one) === notebookOf(el));
    if (all.at(-1) !== el) return; // a later one speaks, or has spoken, for all
    if (notebookOf(el) && othersRun(el)) { timer = setTimeout(speak, SAID_AFTER_MS); return; }
    for (const one of all) waiting.delete(one);
    spoken.say(all.length > 1 ? `${all.length} cells have answered. Each answer stands under its cell.` : words);
  }
  if (!line.gone && !model.get("heard")) {
    waiting.add(el);
    timer = setTimeout(speak, SAID_AFTER_MS);
    model.set("heard", true);
    model.save_changes();
  }
  return () => {
    clearTimeout(timer);
    waiting.delete(el);
    line.close();
    spoken.close();
  };
}

export default { render };
