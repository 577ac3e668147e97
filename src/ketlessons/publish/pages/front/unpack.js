// Pictures that were drawn beforehand: opens a pack and puts any of its pictures together. How a pack is written is told
// in recorded/pack.py, and of which pieces a picture is made in recorded/pieces.py.

const POINTS = { M: 1, L: 1, Q: 2, C: 3, Z: 0 };
const [PART, LINE, CELL, NUMBER] = ["\u001e", "\u001d", "\u001f", "\u0001"];

async function inflated(text) {
  const letters = atob(text);
  const packed = new Uint8Array(letters.length);
  for (let i = 0; i < packed.length; i += 1) packed[i] = letters.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function unpack(bytes) {
  const start = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  let at = start;
  function next() {
    let byte = bytes[at++];
    let number = byte & 127;
    for (let shift = 128; byte > 127; shift *= 128) {
      byte = bytes[at++];
      number += (byte & 127) * shift;
    }
    return number;
  }
  const unfolded = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

  // Which piece stands where: for each section a list of columns, one number for each setting of what changes it.
  const stridesOf = (sizes) => sizes.map((_, place) => sizes.slice(place + 1).reduce((all, size) => all * size, 1));
  const strides = stridesOf(head.sizes);
  const count = head.sizes.reduce((all, size) => all * size, 1);
  let met = 0;
  const sections = head.widths.map((width) => Array.from({ length: width }, () => {
    const changing = next();
    const way = next();
    const sizes = head.sizes.map((size, control) => (changing & (1 << control) ? size : 1));
    const within = stridesOf(sizes);
    const stride = way ? within[way - 1] : 0;
    const pieces = new Uint32Array(sizes.reduce((all, size) => all * size, 1));
    for (let i = 0; i < pieces.length; i += 1) {
      const symbol = next();
      pieces[i] = symbol === 0 ? pieces[i - stride] : symbol === 1 ? met++ : symbol - 2;
    }
    return { pieces, steps: within.map((step, control) => (changing & (1 << control) ? step : 0)) };
  }));

  // What the pieces are.
  const kinds = new Uint16Array(head.pieces);
  const rank = new Uint32Array(head.pieces);
  const many = new Uint32Array(head.words.length + 1);
  for (let i = 0; i < head.pieces; i += 1) {
    kinds[i] = next();
    rank[i] = many[kinds[i]]++;
  }
  const templates = head.words.map((words, place) => {
    const [first, ...rest] = words.split(NUMBER);
    const slots = rest.map((part) => {
      const steps = next();
      const numbers = new Float64Array(many[place + 1]);
      for (let i = 0; i < numbers.length; i += 1) numbers[i] = steps ? unfolded(next()) + (i && numbers[i - 1]) : next();
      return { numbers, tenths: part[0] === "t", digits: Number(part[0]), after: part.slice(1) };
    });
    return { first, slots };
  });
  const shapes = new Uint32Array(many[0]);
  const ways = new Uint32Array(many[0]);
  for (let i = 0; i < many[0]; i += 1) shapes[i] = next();
  for (let i = 0; i < many[0]; i += 1) ways[i] = next();
  const longs = head.letters.map((letters) => [...letters].reduce((all, letter) => all + POINTS[letter], 0));
  const sides = [0, 1].map(() => {
    const points = [];
    ways.forEach((way, outline) => {
      const guess = way % 4;
      const there = guess > 1 ? points[outline - (way - guess) / 4] : null;
      const long = longs[shapes[outline]];
      const mine = new Int32Array(long);
      for (let i = 0; i < long; i += 1) {
        const before = i > 0 ? mine[i - 1] : 0;
        let from = before;
        if (guess === 1) from = 2 * before - (i > 1 ? mine[i - 2] : 0);
        else if (guess === 2) from = there[i];
        else if (guess === 3) from = there[i] + (i > 0 ? before - there[i - 1] : 0);
        mine[i] = from + unfolded(next());
      }
      points.push(mine);
    });
    return points;
  });

  function outline(number) {
    let [text, i] = ["", 0];
    for (const letter of head.letters[shapes[number]]) {
      text += letter;
      for (let left = POINTS[letter]; left > 0; left -= 1, i += 1) {
        text += `${sides[0][number][i] / 10} ${sides[1][number][i] / 10}${left > 1 ? " " : ""}`;
      }
    }
    return text;
  }
  function filled({ first, slots }, number) {
    return slots.reduce((text, slot) => {
      const value = slot.numbers[number];
      return text + (slot.tenths ? value / 10 : decimal(value, slot.digits)) + slot.after;
    }, first);
  }
  const decimal = (value, digits) => {
    const text = String(value).padStart(digits + 1, "0");
    return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  };
  const known = [];
  const piece = (number) => {
    known[number] ??= kinds[number] ? filled(templates[kinds[number] - 1], rank[number]) : outline(rank[number]);
    return known[number];
  };

  // One picture as an explorer takes it, without its setting.
  function picture(place) {
    const setting = strides.map((stride, control) => Math.floor(place / stride) % head.sizes[control]);
    const at = ({ steps }) => steps.reduce((sum, step, control) => sum + step * setting[control], 0);
    const parts = sections.map((columns) => columns.map((column) => piece(column.pieces[at(column)])).join("")).join(PART);
    const [svg, sentence, heads, rows, news] = parts.split(PART);
    const lines = rows.split(LINE + CELL).slice(0, -1);
    const told = news.split(CELL);
    const brief = [];
    for (let i = 0; i + 3 < told.length; i += 4) brief.push([told[i], told[i + 1], told[i + 2] === "1", told[i + 3]]);
    return { svg, sentence, columns: heads.split(CELL).slice(0, -1), rows: lines.map((line) => line.split(CELL)), brief };
  }
  const place = (indexes) => indexes.reduce((sum, index, control) => sum + index * strides[control], 0);
  return { head, count, picture, place };
}
