// One slide at a time: arrow keys, space, page keys, Home and End, or the two buttons. Without this file all stand below
// one another, answers too. A slide has one size, 1280 by 720, and the window shows it as large as it can.
const slides = [...document.querySelectorAll('.slide')];
const main = document.querySelector('main');
const place = document.getElementById('place');
const [WIDE, HIGH, SMALLEST] = [1280, 720, 19];
// In CSS pixels: the largest letters of a kind of slide, and the least height of a picture on it.
const KINDS = { picture: [23, 340], title: [25, 240], other: [28, 0] };
let at = Math.max(0, slides.findIndex((one) => `#${one.id}` === location.hash));

const steps = (slide) => [...slide.querySelectorAll('.step')];
const waiting = (slide) => steps(slide).filter((one) => one.hidden);

// A picture takes what its caption leaves; words become smaller until they have room.
const full = (slide, least) => {
  const body = slide.querySelector('.body');
  const image = slide.querySelector('.body img');
  return body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1
    || (image && image.clientHeight < least);
};
function fit(slide) {
  const hidden = waiting(slide);
  const [largest, least] = KINDS[Object.keys(KINDS).find((kind) => slide.classList.contains(kind)) ?? 'other'];
  for (const one of hidden) one.hidden = false; // so that nothing moves when the step comes
  let size = largest;
  slide.style.setProperty('--size', `${size}px`);
  while (full(slide, least) && size > SMALLEST) slide.style.setProperty('--size', `${--size}px`);
  for (const one of hidden) one.hidden = true;
}

function show(index, answered, focus = true) {
  at = Math.min(Math.max(index, 0), slides.length - 1);
  const slide = slides[at];
  for (const one of slides) one.classList.toggle('here', one === slide);
  for (const one of steps(slide)) one.hidden = !answered;
  fit(slide);
  const more = waiting(slide).length ? ', one more step' : '';
  place.textContent = `Slide ${at + 1} of ${slides.length}${more}`;
  history.replaceState(null, '', `#${slide.id}`);
  if (focus) slide.querySelector('h1, h2').focus({ preventScroll: true });
}

function on() {
  const next = waiting(slides[at])[0];
  if (!next) {
    if (at < slides.length - 1) show(at + 1, false);
    return;
  }
  next.hidden = false;
  place.textContent = `Slide ${at + 1} of ${slides.length}`;
}
function back() {
  if (steps(slides[at]).some((one) => !one.hidden)) show(at, false);
  else if (at > 0) show(at - 1, true);
}

function size() {
  const by = Math.min(innerWidth / WIDE, innerHeight / HIGH);
  main.style.transform = `translate(${(innerWidth - WIDE * by) / 2}px, ${(innerHeight - HIGH * by) / 2}px) scale(${by})`;
}

const KEYS = { ArrowRight: on, ArrowDown: on, PageDown: on, ' ': on, ArrowLeft: back, ArrowUp: back, PageUp: back,
  Home: () => show(0, false), End: () => show(slides.length - 1, false) };
document.addEventListener('keydown', (event) => {
  const pressed = event.target.closest('button, a') && event.key === ' ';
  if (event.ctrlKey || event.altKey || event.metaKey || pressed || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
document.getElementById('on').addEventListener('click', on);
document.getElementById('back').addEventListener('click', back);
addEventListener('resize', size);
addEventListener('beforeprint', () => slides.forEach((one) => steps(one).forEach((step) => { step.hidden = false; })));
addEventListener('afterprint', () => show(at, false));
document.body.classList.add('walks');
size();
show(at, false, false);
