// What do Python files become once Python has read them? Pyodide itself says so, run by Node while the site is made.
//
//     node tools/lite/compiled.mjs PYODIDE FOLDER
//
// FOLDER holds todo.json: a list of [file, the place it will have in the browser]. Beside each file comes its .pyc. These
// are taken as they are, never compared with a source: both leave here together.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2).map(one => resolve(one));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/made", folder);
python.globals.set("todo", readFileSync(`${folder}/todo.json`, "utf-8"));
python.runPython(`
import importlib._bootstrap_external as importing, json, warnings
warnings.simplefilter("ignore")  # what others write is not for us to mend
for file, place in json.loads(todo):
    with open(f"/made/{file}", "rb") as source:
        text = source.read()
    try:
        code = compile(text, place, "exec", dont_inherit=True)
    except SyntaxError:  # a template, or an example of what is wrong
        continue
    with open(f"/made/{file}c", "wb") as compiled:
        compiled.write(importing._code_to_hash_pyc(code, importing._imp.source_hash(importing._RAW_MAGIC_NUMBER, text), False))
`);
