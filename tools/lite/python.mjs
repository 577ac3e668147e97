// How does Python start in the browser alone? JupyterLite's kernel takes this module for Pyodide's own entry.
//
// It brings together what comes from two places: Pyodide with its packages (a folder of this site, or the official
// release), and the wheels of the course, which are no part of Pyodide. Both stand in one lock file, so that all is
// fetched at once and compared with its checksum, and `from ketlessons import ...` finds everything.
//
// Where the site has a Pyodide of its own, most of this comes as one archive that was made ready beforehand: see ready.py.
// If anything is wrong with it, Python starts from the wheels.
//
// What a lesson's first figures do without comes later: half of all there is to fetch is SciPy. A cell that may need it
// waits for it; one that certainly does not, goes ahead.

/** A JSON file, by its address. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A test whether a cell needs nothing that comes later: it only imports, asks, or shows facts or one of these figures. */
function ahead(figures) {
  const lines = [
    String.raw`#.*`,
    String.raw`from ketlessons(\.guide)? import \w+(, \w+)*`,
    String.raw`(lesson_map|ledger_map|help_lines|installation_check)\(\)`,
    String.raw`ask\("[\w-]+"\)`,
    String.raw`(evidence\.fact_table\()?\s*[\[(]*("[^"\\]*",?\s*)*[\])]*,?`, // a list of facts, in words alone
    String.raw`caption="[^"\\]*",?`,
    String.raw`(\w+ = )?explore\.(${figures.join("|")})\(\)`,
  ];
  const line = new RegExp(`^(${lines.join("|")})?\\s*$`);
  return code => code.split("\n").every(text => line.test(text));
}

const SITE = "/lib/python3.12/site-packages";

/** The bytes of an archive that ready.py has made. */
async function unpacked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bytes = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return new Uint8Array(bytes);
}

/** Lays out the files of such an archive: no file is copied, each is a part of the archive. */
function lay({ FS }, bytes) {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  let at = 4 + length;
  for (const [folder, files] of Object.entries(JSON.parse(new TextDecoder().decode(bytes.subarray(4, at))))) {
    const place = `${SITE}/${folder}`;
    FS.mkdirTree(place);
    for (const [name, size] of files) {
      FS.writeFile(`${place}/${name}`, bytes.subarray(at, at + size), { canOwn: true });
      at += size;
    }
  }
}

/** What the page says, where somebody asks it. */
export const page = { drawn: async () => {} };

let begun;
let told = {};
let last_ms;

/** How long no kernel has asked for Python, and no cell has begun. */
const quiet_s = () => (last_ms === undefined ? 0 : (performance.now() - last_ms) / 1000);

/** Start Python, once in a worker. What it prints before a kernel listens goes to the browser's console. */
export function begin() {
  return (begun ??= start(true).catch(error => {
    console.warn(`Python starts without what was made ready for it: ${error}`);
    return start(false);
  }));
}

/** Pyodide with the course in it; takes and returns what Pyodide's function of this name does. */
export function loadPyodide(options) {
  told = options;
  last_ms = performance.now();
  return begin();
}

async function start(prepared) {
  const here = name => new URL(name, import.meta.url).href;
  const { pyodide, packages, started, figures, later, prepare, ready } = await read(here("python.json"));
  const use = prepared && ready;
  const first = use && unpacked(here(ready.first));
  first?.catch?.(() => {}); // it is waited for below
  const indexURL = here(pyodide);
  const [official, lock] = await Promise.all([import(`${indexURL}pyodide.mjs`), read(`${indexURL}pyodide-lock.json`)]);
  for (const one of Object.values(packages)) one.file_name = here(one.file_name);
  Object.assign(lock.packages, packages);
  for (const one of Object.values(lock.packages)) {
    // What this Pyodide does not have is not asked for, and what comes later is not waited for.
    one.depends = one.depends.filter(name => name in lock.packages && !later.includes(name));
  }
  const wanted = started.filter(name => name in lock.packages && !later.includes(name));
  const python = await official.loadPyodide({
    indexURL,
    lockFileURL: URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" })),
    packages: use ? [] : wanted,
    ...(use && { stdLibURL: here(ready.library) }),
    stdout: text => (told.stdout ?? console.log)(text),
    stderr: text => (told.stderr ?? console.error)(text),
  });
  let laid = false;
  if (use) {
    try {
      lay(python, await first);
      for (const name of ready.names) python.loadedPackages[lock.packages[name].name] = "default channel";
      python.pyimport("importlib").invalidate_caches();
      laid = true;
    } catch (error) {
      console.warn(`What was made ready cannot be used, so wheels are unpacked: ${error}`);
    }
    await python.loadPackage(wanted, { messageCallback() {} });
  }

  let coming;
  const load = () =>
    (coming ??= followed().catch(error => {
      coming = undefined; // the next cell asks again
      throw error;
    }));
  async function followed() {
    await page.drawn();
    const rest = laid && unpacked(here(ready.later));
    rest?.catch?.(() => {}); // it is waited for below
    await python.loadPackage(later.filter(name => name in lock.packages), { messageCallback() {} });
    // The texts of modules, and faces: a cell does without them rather than not at all.
    if (laid) await rest.then(bytes => lay(python, bytes)).catch(error => console.warn(`Texts did not come: ${error}`));
  }
  // The kernel waits for this function before it runs a cell.
  const asImported = python.loadPackagesFromImports;
  const early = ahead(figures);
  python.loadPackagesFromImports = async (code, ...rest) => {
    last_ms = performance.now();
    if (!early(code)) await load();
    return asImported.call(python, code, ...rest);
  };
  python.registerJsModule("what_comes_later", { load, quiet_s });
  await python.runPythonAsync(prepare);
  return python;
}
