
// In a notebook: the same list in the output of a cell, in a window of its own that scrolls.
function render({ model, el }) {
  const { html, caption } = model.get("_spec");
  const root = document.createElement("section");
  root.className = "kl kf-in-a-cell";
  root.setAttribute("aria-label", caption);
  // JupyterLab runs cell shortcuts for keys pressed in any focused element that does not carry this attribute itself.
  const keep = (node) => node.setAttribute("data-lm-suppress-shortcuts", "true");
  root.innerHTML = `<p class="kf-caption"></p>${html}`;
  root.firstElementChild.textContent = caption;
  for (const node of root.querySelectorAll("input, select, button, a")) keep(node);
  for (const link of root.querySelectorAll('a[href^="https:"]')) { link.target = "_blank"; link.rel = "noopener"; }
  el.append(root);
  factList(root.querySelector(".kf"), false);
}

export default { render };
