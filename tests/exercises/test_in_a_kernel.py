"""Does a check leave a real kernel as it was, whatever a learner's function does there?"""

import nbformat
import pytest
from nbclient import NotebookClient

VIEW = "application/vnd.jupyter.widget-view+json"
START = "from ketlessons import check\nfrom ketlessons.exercises import calling\ncalling.LIMIT_S = 0.5"
LEFT = """import builtins, signal, sys
print(signal.getsignal(signal.SIGALRM) == signal.SIG_DFL, signal.getitimer(signal.ITIMER_REAL), sys.gettrace(),
      type(sys.stdout).__name__, get_ipython().display_pub.is_publishing, "ask_exit" in vars(get_ipython()))"""
CELLS = {
    "endless": ("while True: pass", "not come to its end"),
    "sleeping": ("import time; time.sleep(60)", "not come to its end"),
    "exit": ("exit()", "leaves the program"),
    "sys.exit": ("import sys; sys.exit()", "leaves the program"),
    "display": ("display(c)", "shows its answer and gives back nothing"),
    "print": ("print('a\\n' * 9)", "shows its answer (“a”)"),
    "input": ("return float(input())", "asks for something to be typed"),
    "figure": ("import ipywidgets; display(ipywidgets.IntSlider()); return c", "Not yet"),
}


@pytest.fixture(scope="module")
def told():
    """Run every cell in one kernel, and return what each shows; the last says how the kernel is left."""
    cells = [START]
    cells += [f"def f(c, i, n):\n    {body}\n\ncheck.hill(f)" for body, _ in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in [*cells, LEFT]])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells[1:]]


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_shows_the_reply_and_nothing_else(told, name):
    seen, heard = told[list(CELLS).index(name)]
    assert CELLS[name][1] in seen.data["text/plain"]
    assert set(heard.data) == {VIEW, "text/html", "text/latex"}, "it is heard where a kernel runs, and seen once"
    assert not heard.data["text/html"] + heard.data["text/latex"]


def test_the_kernel_is_as_it_was(told):
    (output,) = told[-1]
    assert output.text.split() == ["True", "(0.0,", "0.0)", "None", "OutStream", "False", "False"]
