// What a page does besides being read: it tells the keyboard which boxes scroll, and opens the contents where there is room.
(() => {
  const boxes = document.querySelectorAll('pre, .scrolls');
  // A box is a stop for Tab while there is something to scroll to, and no longer.
  const mark = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (!scrolls) {
      box.removeAttribute('tabindex');
      if (box.dataset.name) for (const name of ['role', 'aria-label']) box.removeAttribute(name);
      return;
    }
    box.tabIndex = 0;
    if (box.dataset.name) {
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', box.dataset.name);
    }
  };
  const seen = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));
  boxes.forEach((box) => seen.observe(box));
  const contents = document.querySelector('.contents details');
  const wide = matchMedia('(min-width: 75rem)');
  const fit = () => { contents.open = wide.matches; };
  if (contents) {
    fit();
    wide.addEventListener('change', fit);
  }
})();
document.querySelectorAll('button.print').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => print());
});
