// How does Python start in the browser alone? JupyterLite's kernel takes this module for Pyodide's own entry.
//
// It brings together what comes from two places: Pyodide with its packages (a folder of this site, or the official
// release), and the wheels of the course, which are no part of Pyodide. Both stand in one lock file, so that all is
// fetched at once and compared with its checksum, and `from ketlessons import ...` finds everything.
//
// What a lesson's first figures do without comes later: half of all there is to fetch is SciPy. A cell that may need it
// waits for it; one that certainly does not, goes ahead.

/** A JSON file, by its address. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A test whether a cell needs nothing that comes later: it only imports, asks, or shows one of these figures. */
function ahead(figures) {
  const lines = [
    String.raw`#.*`,
    String.raw`from ketlessons(\.guide)? import \w+(, \w+)*`,
    String.raw`(lesson_map|ledger_map|help_lines|installation_check)\(\)`,
    String.raw`ask\("[\w-]+"\)`,
    String.raw`(\w+ = )?explore\.(${figures.join("|")})\(\)`,
  ];
  const line = new RegExp(`^(${lines.join("|")})?\\s*$`);
  return code => code.split("\n").every(text => line.test(text));
}

/** Pyodide with the course in it; takes and returns what Pyodide's function of this name does. */
export async function loadPyodide(options) {
  const { pyodide, packages, figures, later, prepare } = await read(new URL("python.json", import.meta.url));
  const indexURL = new URL(pyodide, import.meta.url).href;
  const [official, lock] = await Promise.all([import(`${indexURL}pyodide.mjs`), read(`${indexURL}pyodide-lock.json`)]);
  for (const one of Object.values(packages)) one.file_name = new URL(one.file_name, import.meta.url).href;
  Object.assign(lock.packages, packages);
  for (const one of Object.values(lock.packages)) {
    // What this Pyodide does not have is not asked for, and what comes later is not waited for.
    one.depends = one.depends.filter(name => name in lock.packages && !later.includes(name));
  }
  const lockFileURL = URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" }));
  const wanted = options.packages.filter(name => name in lock.packages);
  const python = await official.loadPyodide({ ...options, packages: wanted, indexURL, lockFileURL });

  let coming;
  const load = () => (coming ??= python.loadPackage(later.filter(name => name in lock.packages)));
  // The kernel waits for this function before it runs a cell.
  const asImported = python.loadPackagesFromImports;
  const early = ahead(figures);
  python.loadPackagesFromImports = async (code, ...rest) => {
    if (!early(code)) await load();
    return asImported.call(python, code, ...rest);
  };
  python.registerJsModule("what_comes_later", { load });
  await python.runPythonAsync(prepare);
  return python;
}
