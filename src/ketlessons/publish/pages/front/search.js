// Finds rows by their words: each word of the query must stand in a row, or begin one of its words. A word that stands
// nowhere is taken for a slip, and the nearest words are looked for in its place.
(() => {
  const rows = JSON.parse(document.getElementById('rows').textContent)
    .map(([kind, title, where, says, address]) => ({ kind, title, where, says, address }));
  const TITLE = 4, WHOLE = 3, BEGINS = 1, NEAR = 0.5, AT_ONCE = 25, AROUND = 110;
  const WORD = /[\p{L}\p{N}\p{M}]+(?:\.\p{N}+)*/gu;

  // One spelling for letters with marks, raised numbers, and British and American words.
  const fold = (word) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/ae|oe/g, 'e').replace(/our$/, 'or').replace(/is(e|ed|ing|ation)$/, 'iz$1');
  const wordsOf = (text) => (text.match(WORD) ?? []).map(fold);

  // word -> (row -> weight)
  const index = new Map();
  const enter = (text, row, weight) => {
    for (const word of wordsOf(text)) {
      if (!index.has(word)) index.set(word, new Map());
      const held = index.get(word);
      held.set(row, Math.max(held.get(row) ?? 0, weight));
    }
  };
  rows.forEach((row, number) => { enter(row.says, number, 1); enter(row.where, number, 1); enter(row.title, number, TITLE); });

  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let above = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const line = [i];
      for (let j = 1; j <= other.length; j += 1) {
        line[j] = Math.min(above[j] + 1, line[j - 1] + 1, above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      above = line;
    }
    return above[other.length];
  };

  // Which words of the index a word of the query stands for, with weights.
  const meant = (asked) => {
    const found = new Map();
    for (const word of index.keys()) {
      if (word === asked) found.set(word, WHOLE);
      else if (asked.length > 1 && word.startsWith(asked)) found.set(word, BEGINS);
    }
    if (found.size || asked.length < 5) return { found, slip: false };
    const most = asked.length < 8 ? 1 : 2;
    for (const word of index.keys()) if (distance(asked, word, most) <= most) found.set(word, NEAR);
    return { found, slip: found.size > 0 };
  };

  const look = (query, kinds) => {
    const asked = [...new Set(wordsOf(query))];
    const scores = new Map();
    const marked = new Set();
    const slips = [];
    for (const one of asked) {
      const { found, slip } = meant(one);
      if (slip) slips.push(...found.keys());
      const best = new Map();
      for (const [word, weight] of found) {
        marked.add(word);
        for (const [row, place] of index.get(word)) best.set(row, Math.max(best.get(row) ?? 0, weight * place));
      }
      // What few rows have says more than what many have; rare words that only begin alike say no more for it.
      const rare = Math.log(1 + rows.length / (best.size || 1));
      for (const [row, score] of best) {
        const now = scores.get(row) ?? { score: 0, words: 0 };
        scores.set(row, { score: now.score + score * rare, words: now.words + 1 });
      }
    }
    const all = [...scores].filter(([row]) => kinds.has(rows[row].kind));
    const whole = all.filter(([, { words }]) => words === asked.length);
    const chosen = (whole.length ? whole : all)
      .sort(([a, one], [b, other]) => other.words - one.words || other.score - one.score || a - b);
    return { asked, marked, slips, some: !whole.length && all.length > 0, found: chosen.map(([row]) => rows[row]) };
  };

  // The words of a text, those that were looked for in <mark>.
  const written = (text, marked, node) => {
    let last = 0;
    for (const hit of text.matchAll(WORD)) {
      if (!marked.has(fold(hit[0]))) continue;
      node.append(text.slice(last, hit.index));
      const mark = document.createElement('mark');
      mark.textContent = hit[0];
      node.append(mark);
      last = hit.index + hit[0].length;
    }
    node.append(text.slice(last));
    return node;
  };
  const excerpt = (text, marked) => {
    const hit = [...text.matchAll(WORD)].find(([word]) => marked.has(fold(word)));
    const from = hit && hit.index > AROUND ? text.indexOf(' ', hit.index - AROUND) + 1 : 0;
    const to = text.length > from + 3 * AROUND ? text.lastIndexOf(' ', from + 3 * AROUND) : text.length;
    return `${from ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
  };

  const form = document.querySelector('.find');
  const field = document.getElementById('q');
  const list = document.querySelector('.found');
  const status = document.querySelector('.status');
  const more = document.querySelector('.more');
  const names = Object.fromEntries([...form.querySelectorAll('[name=kind]')].map((box) =>
    [box.value, box.closest('label').textContent.trim()]));
  let shown = 0;
  let result = null;
  let speaks = 0;

  const add = () => {
    const first = list.children.length;
    for (const row of result.found.slice(shown, shown + AT_ONCE)) {
      const item = document.createElement('li');
      const link = written(row.title, result.marked, document.createElement('a'));
      link.href = row.address;
      const where = document.createElement('span');
      where.className = 'quiet';
      where.textContent = row.kind === 'lesson' ? row.where : `${names[row.kind]}: ${row.where}`;
      const says = written(excerpt(row.says, result.marked), result.marked, document.createElement('p'));
      item.append(link, ' ', where, says);
      list.append(item);
    }
    shown = list.children.length;
    more.hidden = shown >= result.found.length;
    return list.children[first];
  };

  const said = () => {
    if (!result.asked.length) return '';
    if (!result.found.length) return `Nothing found for “${field.value.trim()}”. Fewer or other words may help.`;
    const counts = Object.keys(names).map((kind) => [kind, result.found.filter((row) => row.kind === kind).length])
      .filter(([, count]) => count).map(([kind, count]) => `${names[kind]} ${count}`).join(', ');
    const slips = result.slips.length ? ` Spelt as here it was not found; shown is: ${result.slips.slice(0, 4).join(', ')}.` : '';
    const some = result.some ? ' No entry has all these words; these have some of them.' : '';
    return `${result.found.length} found. ${counts}.${some}${slips}`;
  };

  const show = () => {
    const kinds = new Set([...form.querySelectorAll('[name=kind]:checked')].map((box) => box.value));
    result = look(field.value, kinds);
    list.replaceChildren();
    shown = 0;
    add();
    clearTimeout(speaks); // said once the hand rests
    status.setAttribute('aria-busy', 'true');
    speaks = setTimeout(() => {
      status.textContent = said();
      status.removeAttribute('aria-busy');
    }, 300);
  };

  field.value = new URLSearchParams(location.search).get('q') ?? '';
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // A page that is opened from a folder may not change its address; there the browser remembers the field itself.
    try { history.replaceState(null, '', `?q=${encodeURIComponent(field.value)}`); } catch { /* nothing is lost */ }
    show();
  });
  more.addEventListener('click', () => add()?.querySelector('a').focus());
  addEventListener('pageshow', show);
})();
