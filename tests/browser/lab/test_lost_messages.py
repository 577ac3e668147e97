"""Do page and kernel agree in the end, whatever happens to the messages between them?

The real browser side of an explorer talks to the real explorer over a line that loses, delays, doubles and reorders
messages at random. No JupyterLab is between them, so that thousands of moves take seconds. Several explorers are moved
at the same time: a hand that moves at random rests most of the time.
"""

from __future__ import annotations

import json

import pytest

from ketlessons.explorers import EXPLORERS
from ketlessons.live import LiveWidget

MOVES = 2000
#: How many explorers are moved at once, on one page and by one kernel; and how long each waits for an answer then.
CROWD, PATIENCE_MS = 8, 160
CROWDS = [list(EXPLORERS)[start : start + CROWD] for start in range(0, len(EXPLORERS), CROWD)]

#: Runs in the page: a stand-in for Jupyter's widget model, over a line with faults; and a restless hand.
HARNESS = """
async ({ name, source, state, seed, moves }) => {
  let a = seed;
  const random = () => { // mulberry32
    a = (a + 0x6D2B79F5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const counts = { dropped: 0, doubled: 0, late: 0, carried: 0, moves: 0 };
  let faults = true;
  let asked = 0; // the number of the last letter of the page
  let answered = 0; // the number of the last answer that reached it
  const carry = (deliver) => {
    const chance = faults ? random() : 1;
    counts.carried += 1;
    if (chance < 0.1) { counts.dropped += 1; return; }
    const times = chance < 0.2 ? 2 : 1;
    counts.doubled += times - 1;
    for (let i = 0; i < times; i += 1) {
      if (faults && random() < 0.3) { counts.late += 1; setTimeout(deliver, 30 * random()); } else deliver();
    }
  };
  const listeners = {};
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes() {},
    on: (name, callback) => { (listeners[name] ??= []).push(callback); },
    off: (name, callback) => { listeners[name] = (listeners[name] ?? []).filter((one) => one !== callback); },
    tell: (name, ...what) => { for (const callback of [...(listeners[name] ?? [])]) callback(...what); },
    send: (content) => { asked = content.seq; carry(async () => {
      for (const message of JSON.parse(await window.kernelTakes(name, JSON.stringify(content)))) {
        carry(() => {
          if (message.method === 'custom') model.tell('msg:custom', message.content);
          if (message.method === 'update') {
            Object.assign(state, message.state);
            answered = Math.max(answered, message.state._frame?.mark.seq ?? 0);
            for (const name of Object.keys(message.state)) model.tell(`change:${name}`);
          }
        });
      }
    }); },
    widget_manager: {
      get_model: async () => ({ comm_live: true }),
      _get_comm_info: async () => ({ [state._spec.id]: {} }),
    },
  };
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const { render } = (await import(address)).default;
  const el = document.body.appendChild(document.createElement('div'));
  const leave = await render({ model, el });
  const inputs = [...el.querySelectorAll('input, select')];
  const buttons = [...el.querySelectorAll('.kl-buttons button:not([aria-expanded])')];
  el.querySelector('button[aria-expanded]').click();
  const controls = () => Object.fromEntries(inputs.map((one) => [one.name, one.type === 'range' ? Number(one.value)
    : one.type === 'checkbox' ? one.checked : one.value]));
  const shown = () => ({
    controls: controls(),
    caption: el.querySelector('.kl-sentence').textContent,
    trouble: el.querySelector('.kl-trouble').textContent,
    moving: el.querySelector('.kl-moving').innerHTML,
    table: [...el.querySelectorAll('.kl-numbers tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
  });
  let hand = null;
  // A slow kernel answers few moves; the line must still have had the chance to fail.
  while (counts.moves < moves || counts.carried < 200) {
    const one = inputs[Math.floor(random() * inputs.length)];
    if (random() < 0.02 && buttons.length) buttons[Math.floor(random() * buttons.length)].click();
    else if (one.type === 'range') {
      const step = random() < 0.7 ? Math.sign(random() - 0.5) : Math.round((random() - 0.5) * one.max);
      one.value = String(Number(one.value) + step);
      one.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (one.type === 'checkbox') one.click();
    else {
      one.selectedIndex = Math.floor(random() * one.options.length);
      one.dispatchEvent(new Event('change', { bubbles: true }));
    }
    counts.moves += 1;
    hand = controls();
    if (counts.moves >= moves) await rest(20);
    else if (random() < 0.4) await rest(random() < 0.15 ? 40 : 6 * random());
  }
  for (const button of buttons) if (button.textContent === 'Pause') button.click();
  hand = controls();
  faults = false;
  await rest(40);
  let before = '';
  // A page that waits for an answer is not at rest yet, whether it says so or shows meanwhile what it has seen before.
  for (let same = 0, tries = 0; same < 8 && tries < 400; tries += 1) {
    await rest(50);
    const now = JSON.stringify(shown());
    same = now === before && !shown().trouble && answered === asked ? same + 1 : 0;
    before = now;
  }
  const answer = { counts, hand, shown: shown(), drawn: state._frame.values };
  leave?.();
  return answer;
}
"""


@pytest.fixture(scope="module")
def bare_page(new_context):
    """Return an empty page, and the explorers that answer it, by name, each with what it has sent."""
    page = new_context().new_page()
    answering: dict = {}

    def take(name: str, text: str) -> str:
        widget, sent = answering[name]
        sent.clear()
        widget._handle_msg({"content": {"data": {"method": "custom", "content": json.loads(text)}}, "buffers": []})
        return json.dumps(sent)

    page.expose_function("kernelTakes", take)
    page.goto("about:blank")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, answering
    assert not errors, errors
    page.close()


@pytest.fixture(scope="module")
def moved(request, bare_page):
    """Move the explorers of one crowd, all at once; return the widget of each, and what was found, by name."""
    page, answering = bare_page
    answering.clear()
    given = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveWidget, "patience_ms", PATIENCE_MS)
        for name in CROWDS[request.param]:
            widget, sent = EXPLORERS[name](), []
            widget.comm.send = lambda data=None, metadata=None, buffers=None, sent=sent: sent.append(data)
            answering[name] = widget, sent
            state = json.loads(json.dumps({"_spec": widget._spec, "_frame": widget._frame, **widget.values}))
            given.append(
                {"name": name, "source": widget._esm, "state": state, "seed": sum(map(ord, name)), "moves": MOVES}
            )
    page.set_default_timeout(180_000)
    page.evaluate("() => document.body.replaceChildren()")
    found = page.evaluate(f"all => Promise.all(all.map({HARNESS}))", given)
    yield {one["name"]: (answering[one["name"]][0], told) for one, told in zip(given, found, strict=True)}
    for widget, _ in answering.values():
        widget.close()


@pytest.mark.parametrize(
    ("moved", "name"),
    [pytest.param(number, name, id=f"crowd-{number}-{name}") for number, crowd in enumerate(CROWDS) for name in crowd],
    indirect=["moved"],
    scope="module",  # else a crowd would be moved anew for each of its explorers
)
def test_page_and_kernel_agree_after_thousands_of_moves_on_a_bad_line(moved, name, bare_page):
    page, _ = bare_page
    widget, found = moved[name]
    counts, shown = found["counts"], found["shown"]
    assert counts["moves"] >= MOVES
    assert min(counts["dropped"], counts["doubled"], counts["late"]) > 5, f"the line was too good: {counts}"
    specs = {spec["name"]: spec for spec in widget._spec["controls"]}
    in_kernel = {
        key: specs[key]["grid"].index(value) if "grid" in specs[key] else value for key, value in widget.values.items()
    }
    assert shown["controls"] == in_kernel, f"controls and kernel disagree; {counts}"
    assert found["hand"] == in_kernel, f"the last move of the hand was lost; {counts}"
    assert shown["trouble"] == ""
    assert shown["caption"] == widget.sentence
    assert [tuple(row) for row in shown["table"]] == widget.table
    assert found["drawn"] == widget.values
    assert shown["moving"] == page.evaluate(
        """svg => { const g = document.createElementNS('http://www.w3.org/2000/svg', 'g');
                    g.innerHTML = svg; return g.innerHTML; }""",
        widget.figure.frame(widget.values).svg,
    )
