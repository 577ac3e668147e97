"""What do learners write into the "build it yourself" cells, and what are they told? One table of answers and replies.

An answer is the text of a cell: an expression of the check's values, or lines that make `f`. A right one is never
refused, a wrong one never accepted, and the reply says what was seen.
"""

import re
import signal
import sys
import warnings
from typing import NamedTuple

import pytest

from ketlessons import check
from ketlessons.exercises import calling

VALUES = {
    "charged": "h, k",
    "hill": "c, i, n",
    "decay": "s, h, t",
    "lead": "d, k, s",
    "number_needed": "a, n, c, m",
    "predictive_value": "s, c, p",
}
IMPORTS = "import cmath, math\nimport numpy as np\nfrom decimal import Decimal\nfrom fractions import Fraction\n"


class Row(NamedTuple):
    """An answer, whether it is right, and the words that the reply holds and does not hold, parted by semicolons."""

    check: str
    source: str
    solved: bool
    words: str
    never: str = ""


def rows(name: str, solved: bool, *answers: tuple[str, ...]) -> list[Row]:
    return [Row(name, source, solved, *words) for source, *words in answers]


STUB = "Nothing to check yet: your function gives back no number.\nReplace the three dots after the word return by the "
STUB += "equation. The hint below helps."
AGREES = "agrees with the library in all"
TWO, THREE = "rounded to two decimals;That is right", "rounded to three decimals;That is right"
AT_ZERO = "cases in which it gives a number;Only at conc_um=0"

HILL_RIGHT = rows(
    "hill", True,
    ("c**n / (c**n + i**n)", AGREES, "round;Only"),
    ("c**n / (i**n + c**n)", AGREES),
    ("(c / i)**n / (1 + (c / i)**n)", AGREES),
    ("1 - 1 / (1 + (c / i)**n)", AGREES),
    ("1 - i**n / (c**n + i**n)", AGREES),
    ("pow(c, n) / (pow(c, n) + pow(i, n))", AGREES),
    ("math.pow(c, n) / (math.pow(c, n) + math.pow(i, n))", AGREES),
    ("np.power(c, n) / (np.power(c, n) + np.power(i, n))", AGREES),
    ("np.asarray(c**n / (c**n + i**n))", AGREES),
    ("np.array([c**n / (c**n + i**n)])", AGREES),
    ("np.float32(c**n / (c**n + i**n))", AGREES, "round"),
    ("Decimal(c**n / (c**n + i**n))", AGREES),
    ("Fraction(c**n / (c**n + i**n))", AGREES),
    ("float(f'{c**n / (c**n + i**n):.12f}')", AGREES),
    ("+(c**n * (c**n + i**n)**-1)", AGREES),
    ("1 / (1 + (i / c)**n)", AT_ZERO + ";The answer is 0 there", "brackets;above the line"),
    ("1 / (1 + (i / np.float64(c))**n)", AGREES),
    ("1 / (1 + 10**(n * (math.log10(i) - math.log10(c))))", AT_ZERO),
    ("1 / (1 + math.exp(n * (math.log(i) - math.log(c))))", AT_ZERO),
    ("1 / (1 + math.exp(-n * math.log(c / i)))", AT_ZERO),
    ("0.5 * (1 + math.tanh(0.5 * n * math.log(c / i)))", AT_ZERO),
    ("1 / (1 + (np.array([i]) / c)**n)", AGREES),
    ("round(c**n / (c**n + i**n), 3)", THREE + ";Keep all digits", "equation gives"),
    ("round(c**n / (c**n + i**n), 2)", TWO),
    ("np.round(c**n / (c**n + i**n), 4)", "rounded to four decimals"),
    ("round(Decimal(c**n / (c**n + i**n)), 2)", TWO),
    ("math.floor(1000 * c**n / (c**n + i**n)) / 1000", "cut off to three decimals"),
    ("float(f'{c**n / (c**n + i**n):.3g}')", "rounded to three;That is right"),
    ("def f(x, y, z):\n    return x**z / (x**z + y**z)", AGREES),
    ("def f(conc_um, ic50_um, hill):\n    drug = conc_um**hill\n    half = ic50_um**hill"
     "\n    return drug / (drug + half)",
     AGREES),
    ("def f(c, i, n=1):\n    return c**n / (c**n + i**n)", AGREES),
    ("def f(*values):\n    c, i, n = values\n    return c**n / (c**n + i**n)", AGREES),
    ("def f(c, i, n):\n    if c == 0:\n        return 0\n    return 1 / (1 + (i / c)**n)", AGREES),
    ("def f(c, i, n):\n    if c == 0:\n        raise ValueError('no drug')\n    return 1 / (1 + (i / c)**n)", AT_ZERO),
    ("import functools\nf = functools.partial(lambda n, c, i, m: c**m / (c**m + i**m), 7)", AGREES),
    ("import numpy as np\nf = np.vectorize(lambda c, i, n: c**n / (c**n + i**n))", AGREES),
    ("class Curve:\n    def __call__(self, c, i, n):\n        return c**n / (c**n + i**n)\nf = Curve()", AGREES),
    ("class Curve:\n    def at(self, c, i, n):\n        return c**n / (c**n + i**n)\nf = Curve().at", AGREES),
    ("def f(c, i, n):\n    print('c is', c)\n    return c**n / (c**n + i**n)",
     "agrees;it also showed something (“c is 0.0”);return alone is enough"),
    ("import warnings\ndef f(c, i, n):\n    warnings.warn('careful')"
     "\n    return c**n / (c**n + i**n)", AGREES, "careful"),
    ("import ketlessons.models as models\nf = models.fraction_blocked", AGREES),
)  # fmt: skip

HILL_WRONG = rows(
    "hill", False,
    ("1 - c**n / (c**n + i**n)", "fraction that is left;one minus that"),
    ("i**n / (c**n + i**n)", "fraction that is left;above the line"),
    ("1 / (1 + (c / i)**n)", "fraction that is left"),
    ("100 * c**n / (c**n + i**n)", "in percent;from 0 to 1"),
    ("round(100 * c**n / (c**n + i**n), 1)", "in percent"),
    ("c / (c + i)", "Hill slope of 1"),
    ("c * n / (c * n + i * n)", "Hill slope of 1;* multiplies"),
    ("c**n / c**n + i**n", "brackets are missing;around the whole sum", "on top;above"),
    ("c**n / i**n + c**n", "brackets are missing"),
    ("c / c + i", "brackets are missing"),
    ("1 / 1 + (i / c)**n", "one over the answer;brackets"),
    ("c**n / (c + i)", "above the line alone"),
    ("c / (c**n + i**n)", "below the line alone"),
    ("c**n / (c**n + i)", "the IC50 has no Hill slope"),
    ("c**n / (c + i**n)", "one concentration has no Hill slope"),
    ("(c / (c + i))**n", "whole ratio is raised;Raise each"),
    ("c**n / (c + i)**n", "whole ratio is raised"),
    ("(c / i)**n", "power of the ratio"),
    ("c / i", "ratio of the two concentrations"),
    ("c**n", "power of the concentration alone"),
    ("c**n + i**n", "sum that belongs below"),
    ("c**n * (c**n + i**n)", "multiplies where a share divides"),
    ("(c**n + i**n) / c**n", "one over the answer;above the line"),
    ("c**n / (c**n - i**n)", "minus where a plus"),
    ("c**n / (i**n - c**n)", "minus where a plus"),
    ("-c**n / (c**n + i**n)", "sign is turned"),
    ("n**c / (n**c + n**i)", "base and exponent"),
    ("(1000 * c)**n / ((1000 * c)**n + i**n)", "nM beside µM;1000"),
    ("(c / 1000)**n / ((c / 1000)**n + i**n)", "nM beside µM"),
    ("c**n / (c**n + (1000 * i)**n)", "nM beside µM"),
    ("c**(1 / n) / (c**(1 / n) + i**(1 / n))", "not one over it"),
    ("1 / (1 + 10**(n * (math.log(i) - math.log(c))))", "natural logarithms;math.log10"),
    ("1 / (1 + math.exp(n * (math.log10(i) - math.log10(c))))", "base 10;math.exp with math.log"),
    ("1 - math.exp(-c / i)", "no Hill equation"),
    ("c**0.84 / (c**0.84 + i**0.84)", "does not change with hill"),
    ("c**n / (c**n + 0.71**n)", "does not change with ic50_um"),
    ("0.5", "gives 0.5 in every case;conc_um, ic50_um and hill"),
    ("c**n // (c**n + i**n)", "gives 0 in every case;Two slashes"),
    ("int(c**n / (c**n + i**n))", "gives 0 in every case;int()"),
    ("math.ceil(c**n / (c**n + i**n))", "those of the equation, rounded up to whole numbers;ceil"),
    ("round(c**n / (c**n + i**n))", "rounded to whole numbers;Do not round"),
    ("round(c**n / (c**n + i**n), 1)", "rounded to one decimal"),
    ("int(100 * c**n / (c**n + i**n)) / 100", "those of the equation, cut off to two decimals;int"),
    ("math.ceil(100 * c**n / (c**n + i**n)) / 100", "rounded up to two decimals"),
    ("round(c**n / (0.99 * c**n + i**n), 2)", "two decimals", "agrees"),
    ("2 * c**n / (c**n + i**n)", "2 times what the equation gives"),
    ("c**n / (c**n + i**n) + 1", "1 too much"),
    ("c**n / (c**n + i**n) if n == 1 else 0.123", "gives 0.123;the equation gives 0.257", "hill=1 "),
    ("c**n / (c**n + i**n) if c < 9 else 0.904", "gives 0.904;the equation gives 0.902"),
    ("0", "gives 0 in every case", "right"),
    ("c**n / (c**n + i**n) + 0.004 * (n < 1)", "gives 0.261;the equation gives 0.257"),
    ("float('nan')", "nothing that can be written as a number;by hand"),
    ("float('inf')", "nothing that can be written as a number"),
    ("c**n / (c**n + i**n) if c else 7", "at conc_um=0;gives 7;the equation gives 0"),
    ("...", STUB),
    ("None", "gives back nothing (None);return"),
    ("def f(c, i, n):\n    c**n / (c**n + i**n)", "gives back nothing (None);word return", "three dots"),
    ("def f(c, i, n):\n    pass", "gives back nothing"),
    ("def f(c, i, n):\n    answer = c**n / (c**n + i**n)\n    return", "gives back nothing"),
    ("def f(c, i, n):\n    if n == 1:\n        return c**n / (c**n + i**n)",
     "gives back nothing (None) at conc_um=0.2"),
    ("def f(c, i, n):\n    print(c**n / (c**n + i**n))",
     "shows its answer (“0.0”);return in place of print", "three dots"),
    ("def f(c, i, n):\n    return print(c**n / (c**n + i**n))", "shows its answer;print shows a number, return"),
    ("def f(c, i, n):\n    print(float('nan'))", "shows its answer and"),
    ("def f(c, i, n):\n    ...", "gives back nothing"),
    ("def f(c, i, n):\n    drug = ...\n    return drug / (drug + i**n)", "Three dots are still left"),
    ("def f(c, i, n):\n    raise NotImplementedError", "Nothing to check yet;raise"),
    ("str(c**n / (c**n + i**n))", "gave back text, '0.0', and not the number;str()"),
    ("f'{c**n / (c**n + i**n):.2f}'", "text, '0.00', and not the number"),
    ("np.str_(c**n / (c**n + i**n))", "gave back text"),
    ("np.array(str(c**n / (c**n + i**n)))", "gave back text"),
    ("b'0.5'", "gave back text"),
    ("'much'", "gave back text, 'much';one number from 0 to 1"),
    ("'c**n / (c**n + i**n)'", "gave back text;without them"),
    ("''", "gave back text"),
    ("c > i", "gave back False;comparison"),
    ("True", "gave back True;comparison"),
    ("np.bool_(True)", "gave back True"),
    ("[c**n / (c**n + i**n)]", "a list: [0.0];Round brackets"),
    ("{c**n / (c**n + i**n)}", "a set: {0.0}"),
    ("{}", "gave back {};one number from 0 to 1"),
    ("(0,5)", "several numbers;0.5, not 0,5"),
    ("c**n, (c**n + i**n)", "several numbers"),
    ("np.array([0.1, 0.2])", "array of 2 numbers"),
    ("np.zeros((2, 2))", "array of 4 numbers"),
    ("1j", "complex number;Use math"),
    ("cmath.exp(n) * 0 + c**n / (c**n + i**n)", "complex number"),
    ("(-c - 1)**n", "complex number;look at the signs"),
    ("10**400", "too large"),
    ("object()", "something of type object", "0x"),
    ("lambda: c", "a function, and not its result"),
    ("math.exp", "a function, and not its result"),
    ("float", "and not its result"),
    ("def f(c, i, n):\n    yield c**n / (c**n + i**n)", "generator;return in place of yield"),
    ("async def f(c, i, n):\n    return c**n / (c**n + i**n)", "async"),
    ("class Odd:\n    def __repr__(self):\n        raise ValueError\nf = lambda c, i, n: Odd()",
     "something of type Odd"),
    ("[float('nan')]", "a list: something of type list"),
    ("def f(i, c, n):\n    return c**n / (c**n + i**n)", "fraction that is left"),
    ("def f(ic50_um, conc_um, hill):\n    return conc_um**hill / (conc_um**hill + ic50_um**hill)",
     "another order;conc_um, ic50_um, hill", "fraction that is left"),
    ("def f(hill, conc_um, ic50_um):\n    return conc_um**hill / (conc_um**hill + ic50_um**hill)", "another order"),
    ("def f(n, i, c):\n    return c**n / (c**n + i**n)", "conc_um and hill in each other's place"),
    ("def f(c, i):\n    return c / (c + i)", "takes 2 values;hands over 3: conc_um, ic50_um and hill;in this order"),
    ("def f():\n    return 0.5", "takes no values"),
    ("def f(c):\n    return c", "takes 1 value;"),
    ("def f(c, i, n, volts):\n    return c**n / (c**n + i**n)", "takes 4 values"),
    ("def f(self, c, i, n):\n    return c**n / (c**n + i**n)", "takes 4 values"),
    ("def f(*, c, i, n):\n    return c**n / (c**n + i**n)", "takes no values"),
    ("f = (lambda c, i, n: c**n / (c**n + i**n))(1, 1, 1)",
     "given 0.5: the result of a call;without brackets: check.hill("),
    ("f = None", "nothing (None)"),
    ("f = ...", "given no function"),
    ("f = 'fraction_blocked'", "given text;quotation marks"),
    ("class f:\n    def __init__(self, c, i, n):\n        self.c = c", "given a class, f;Write def"),
    ("f = float", "given a class, float"),
    ("import math as f", "module math"),
    ("f = [lambda c, i, n: c]", "result of a call"),
    ("c^n / (c^n + i^n)", "TypeError;written **, not ^"),
    ("c**n / (c**n + i**n", "SyntaxError"),
    ("c(n) / (c**n + i**n)", "TypeError;A sign is missing before a bracket"),
    ("c[n] / (c**n + i**n)", "TypeError;no list"),
    ("c**n / sum(c**n, i**n)", "TypeError;no list"),
    ("[c**n] / (c**n + i**n)", "TypeError;Round brackets"),
    ("c**n / (c**n + '0.5')", "TypeError;quotation marks"),
    ("c**n / (c**n + print(i))", "TypeError;nothing (None)"),
    ("math.exp * c", "TypeError;round brackets with a value"),
    ("c**n / (0,5 + i**n)", "decimal point"),
    ("def f(c, i, n):\n    return exp(n * log(c))", "NameError;import math;math.exp"),
    ("def f(c, i, n):\n    return ln(c)", "NameError;math.log in place of ln"),
    ("def f(c, i, n):\n    return math.exp(n)", "NameError;Write import math in the first line"),
    ("def f(c, i, n):\n    return np.exp(n)", "NameError;import numpy as np"),
    ("def f(c, i, n):\n    return conc**n / (conc**n + i**n)", "NameError;Did you mean conc_um"),
    ("def f(c, i, n):\n    drug = drug**n\n    return drug", "UnboundLocalError;before it was given a value"),
    ("math.ln(c)", "AttributeError;math.log"),
    ("math.powr(c)", "AttributeError;spelt"),
    ("math.exp(1000 * (c + 1))", "OverflowError;too large"),
    ("math.log(-c - 1)", "ValueError;logarithm"),
    ("1 / 0", "ZeroDivisionError;below the line"),
    ("[][1]", "IndexError"),
    ("{}[c]", "KeyError"),
    ("int(float('nan'))", "ValueError;not-a-number"),
    ("def f(c, i, n):\n    assert n == 1, 'one'\n    return c / (c + i)", "AssertionError;assert"),
    ("def f(c, i, n):\n    raise Exception('x' * 9999)", "Exception"),
    ("def f(c, i, n):\n    return f(c, i, n)", "RecursionError;other names"),
    ("def f(c, i, n):\n    while True:\n        pass", "not come to its end after 0.2 s;while", "TookTooLong"),
    ("def f(c, i, n):\n    while True:\n        try:\n            c += 1\n        except:\n            continue",
     "not come to its end"),
    ("import time\ndef f(c, i, n):\n    while True:\n        try:\n            time.sleep(0.001)\n"
     "        except BaseException:\n            continue", "not come to its end"),
    ("def f(c, i, n):\n    while True:\n        try:\n            c += 1\n        finally:\n            continue",
     "not come to its end"),
    ("def f(c, i, n):\n    while True:\n        print('again')", "not come to its end;showed something (“again”)"),
    ("def f(c, i, n):\n    print('c\\n' * 99)\n    return c", "Not yet;showed something (“c”)"),
    ("def f(c, i, n):\n    print('start')\n    return c + 'x'", "TypeError;showed something (“start”)"),
    ("import sys\ndef f(c, i, n):\n    sys.exit()", "leaves the program;return"),
    ("def f(c, i, n):\n    exit()", "leaves the program"),
    ("def f(c, i, n):\n    raise SystemExit(3)", "leaves the program"),
    ("def f(c, i, n):\n    raise KeyboardInterrupt", "interrupted;loop"),
    ("def f(c, i, n):\n    return float(input('c?'))", "asks for something to be typed;conc_um, ic50_um and hill"),
    ("import random\ndef f(c, i, n):\n    return random.random()", "changes its mind"),
    ("calls = []\ndef f(c, i, n):\n    calls.append(c)\n    return c**n / (c**n + i**n) + len(calls)",
     "changes its mind;at conc_um=10;gave 9.9 first and 10.9 later;list"),
    ("past = 0\ndef f(c, i, n):\n    global past\n    past += 1e-7\n    return c**n / (c**n + i**n) + past",
     "changes its mind;global"),
    ("calls = []\ndef f(c, i, n):\n    calls.append(c)\n    return c**n / (c**n + i**n) if len(calls) < 10 else None",
     "changes its mind;one answer first and another"),
)  # fmt: skip

DECAY_RIGHT = rows(
    "decay", True,
    ("s * 0.5**(t / h)", AGREES, "round"),
    ("s / 2**(t / h)", AGREES),
    ("s * 2**(-t / h)", AGREES),
    ("s * 2**-(t / h)", AGREES),
    ("s * (1 / 2)**(t / h)", AGREES),
    ("s * math.exp(-math.log(2) * t / h)", AGREES),
    ("s * math.exp(-t * (math.log(2) / h))", AGREES),
    ("s * math.exp(math.log(0.5) * t / h)", AGREES),
    ("s * np.exp(-np.log(2) * t / h)", AGREES),
    ("s * np.exp2(-t / h)", AGREES),
    ("s * math.pow(0.5, t / h)", AGREES),
    ("s * 10**(-math.log10(2) * t / h)", AGREES),
    ("math.exp(math.log(s) - math.log(2) * t / h)", AGREES),
    ("s * math.e**(-math.log(2) / h * t)", AGREES),
    ("Decimal(s) * Decimal(0.5)**(Decimal(t) / Decimal(h))", AGREES),
    ("s * (1 - (1 - 0.5**(t / h)))", AGREES),
    ("s - s * (1 - 0.5**(t / h))", AGREES),
    ("np.asarray(s * 0.5**(t / h))", AGREES),
    ("s * 0.5**(1 / (h / t))", "Only at start_ng_ml=100, half_life_h=3, time_h=0;The answer is 100 there", "upside"),
    ("s * math.exp(-0.693 * t / h)", "with rounded numbers;That is right", "gives 50"),
    ("s * math.exp(-0.6931 * t / h)", "with rounded numbers"),
    ("s * math.exp(-0.693147 * t / h)", AGREES),
    ("s * 2.718**(-0.693 * t / h)", "with rounded numbers"),
    ("s * 10**(-0.301 * t / h)", "with rounded numbers"),
    ("round(s * 0.5**(t / h), 2)", TWO, "equation gives"),
    ("round(s * 0.5**(t / h), 3)", THREE),
    ("round(s * 0.5**(t / h), 1)", "rounded to one decimal;That is right"),
    ("float(f'{s * 0.5**(t / h):.3g}')", "rounded to three digits"),
    ("round(s * math.exp(-0.693 * t / h), 2)", "with rounded numbers"),
    ("def f(x, y, z):\n    n = z / y\n    return x * 0.5**n", AGREES),
    ("def f(s, h, t):\n    left = s\n    while t >= h:\n        left, t = left / 2, t - h"
     "\n    return left * 0.5**(t / h)",
     AGREES),
)  # fmt: skip

DECAY_WRONG = rows(
    "decay", False,
    ("...", STUB),
    ("s * math.exp(-t / h)", "37 %;logarithm of 2"),
    ("s * (1 - t / (2 * h))", "straight line"),
    ("s - s * t / h", "straight line"),
    ("0.5**(t / h)", "fraction that is left;Multiply it by the start"),
    ("100 * 0.5**(t / h)", "percentage that is left"),
    ("s - s * 0.5**(t / h)", "what has gone"),
    ("s * (1 - 0.5**(t / h))", "what has gone"),
    ("1 - 0.5**(t / h)", "fraction that has gone"),
    ("s * 0.5**(h / t)", "upside down;below the line"),
    ("s * 0.5**(h / t) if t else s", "upside down"),
    ("s * math.exp(-math.log(2) * h / t)", "upside down"),
    ("s * 0.5**t / h", "brackets"),
    ("s / 2**t / h", "brackets"),
    ("(s * 0.5)**(t / h)", "raised to the power, too"),
    ("s * 2**(t / h)", "grows"),
    ("s * math.exp(math.log(2) * t / h)", "grows"),
    ("s * math.exp(t / h)", "grows"),
    ("s * 0.5 * t / h", "power is written **"),
    ("s * math.exp(-h * t)", "half-life is used as a rate constant;0.693"),
    ("s * math.exp(-math.log(2) * h * t)", "half-life is used as a rate constant"),
    ("s * 0.5**(h * t)", "half-life is used as a rate constant"),
    ("s * math.exp(-t / (math.log(2) * h))", "divides where it multiplies"),
    ("s * math.exp(-t * h / math.log(2))", "upside down"),
    ("s * math.exp(-math.log10(2) * t / h)", "base 10;math.log10"),
    ("s * 10**(-math.log(2) * t / h)", "power has base 10"),
    ("s * 10**(-0.693 * t / h)", "power has base 10"),
    ("s * 10**(-t / h)", "a tenth"),
    ("s * 2**(-math.log(2) * t / h)", "no logarithm is needed"),
    ("s * 0.5**(math.log(2) * t / h)", "no logarithm is needed"),
    ("s * math.exp(-math.log(2) * math.log(2) * math.log(2) * t / h)", "there twice"),
    ("s * 0.5**(60 * t / h)", "in minutes;60"),
    ("s * 0.5**(t / (60 * h))", "in minutes"),
    ("s * math.exp(-0.693 * 60 * t / h)", "in minutes"),
    ("s * 0.5**(t - h)", "taken away from the time;Divide"),
    ("s * 0.5**t", "halves every hour"),
    ("s * 0.5**h", "half-life alone"),
    ("s / (t / h)**2", "base and exponent"),
    ("s * 0.5**(t // h)", "whole half-lives"),
    ("s * 0.5**int(t / h)", "whole half-lives"),
    ("s * 0.5**round(t / h)", "whole half-lives"),
    ("s * 0.5**math.ceil(t / h)", "whole half-lives"),
    ("s * math.exp(-0.69 * t / h)", "0.69 is too coarse;0.693"),
    ("s * math.exp(-0.7 * t / h)", "0.7 is too coarse"),
    ("s * math.exp(-round(0.693 / h, 2) * t)", "rate constant is rounded on the way"),
    ("s * 0.5**round(t / h, 1)", "half-lives is rounded on the way"),
    ("s * round(0.5**(t / h), 2)", "fraction that is left is rounded"),
    ("round(s * 0.5**(t / h))", "rounded to whole numbers"),
    ("int(s * 0.5**(t / h))", "cut off to whole numbers;int"),
    ("s * 0.5**(t / h + 1)", "0.5 times what the equation gives"),
    ("s * 0.5**(t / h) + 5", "5 too much"),
    ("t * 0.5**(s / h)", "start_ng_ml and time_h in each other's place"),
    ("s * 0.5**(t / 3)", "does not change with half_life_h"),
    ("-s * 0.5**(t / h)", "sign is turned"),
    ("1 / (s * 0.5**(t / h))", "one over the answer"),
    ("s * 0.05**(t / h)", "Not yet;by hand"),
    ("s * 0,5**(t / h)", "several numbers;0.5, not 0,5"),
    ("s * 0.5^(t / h)", "written **"),
    ("s * 0.5(t / h)", "A sign is missing"),
    ("5.0", "gives 5 in every case"),
    ("str(s * 0.5**(t / h))", "text"),
    ("float('nan')", "nothing that can be written as a number"),
    ("def f(s, h, t):\n    print(s * 0.5**(t / h))", "return in place of print"),
    ("def f(s, h, t):\n    s * 0.5**(t / h)", "gives back nothing (None)"),
    ("f = (lambda s, h, t: s * 0.5**(t / h))(100, 3, 3)", "given 50.0: the result of a call;check.decay("),
    ("def f(half_life_h, start_ng_ml, time_h):\n    return start_ng_ml * 0.5**(time_h / half_life_h)", "another order"),
    ("def f(s, h, t):\n    left = s\n    while t > 0:\n        left = left / 2\n    return left",
     "not come to its end"),
    ("def f(s, h, t):\n    return f(s / 2, h, t - h)", "RecursionError"),
    ("def f(s, h, t):\n    return s * exp(-log(2) * t / h)", "NameError;math.exp", "missing bracket"),
)  # fmt: skip

LEAD_RIGHT = rows(
    "lead", True,
    ("(k - d) / s", AGREES),
    ("-(d - k) / s", AGREES),
    ("(d - k) / -s", AGREES),
    ("k / s - d / s", AGREES),
    ("(k - d) * s**-1", AGREES),
    ("(-d + k) / s", AGREES),
    ("np.subtract(k, d) / s", AGREES),
    ("np.float64((k - d) / s)", AGREES),
    ("Fraction(k - d) / Fraction(s)", AGREES),
    ("(k - d) / math.sqrt((s**2 + s**2) / 2)", AGREES),
    ("1 / (s / (k - d))", "Only at change=−9, change_control=−9, sd=10;The answer is 0 there"),
    ("round((k - d) / s, 2)", TWO),
    ("round((k - d) / s, 3)", THREE, "equation gives"),
    ("def f(drug, placebo, spread):\n    return (placebo - drug) / spread", AGREES),
)  # fmt: skip

LEAD_WRONG = rows(
    "lead", False,
    ("...", STUB),
    ("(d - k) / s", "sign is turned;subtract the drug arm"),
    ("k - d", "lead in points"),
    ("d - k", "difference in points, and its sign"),
    ("(k - d) * s", "multiplied"),
    ("-d / s", "drug arm alone"),
    ("k / s", "control arm alone"),
    ("(k + d) / s", "adds the two arms"),
    ("(k + d) / 2 / s", "mean of the two arms"),
    ("k - d / s", "brackets"),
    ("d - k / s", "brackets;turn it"),
    ("k / s - d", "one arm alone is divided"),
    ("(k - d) / s**2", "twice;variance"),
    ("(k - d) / math.sqrt(s)", "root of the spread"),
    ("(k - d) / math.sqrt(s**2 + s**2)", "averaged, not added"),
    ("(k - d) / (s + s)", "taken twice"),
    ("(k - d) / (2 * s)", "taken twice"),
    ("(k - d) / (s / 2)", "halved"),
    ("100 * (k - d) / s", "percent"),
    ("abs(k - d) / s", "worsening counts as a lead;abs()"),
    ("(abs(d) - abs(k)) / s", "rise counts as a fall"),
    ("(k - d) / k", "relative to the control"),
    ("100 * (k - d) / k", "relative to the control"),
    ("d / k", "ratio of the two arms"),
    ("d / k / s", "ratio of the two arms"),
    ("s / (k - d)", "upside down;belongs below the line"),
    ("k - d - s", "taken away"),
    ("(k - d)**2 / s", "squares"),
    ("(k - d) // s", "cut off to whole numbers;//"),
    ("round((k - d) / s)", "rounded to whole numbers"),
    ("round((k - d) / s, 1)", "rounded to one decimal"),
    ("(s - d) / k", "change_control and sd in each other's place"),
    ("(k - d) / 8", "does not change with sd"),
    ("(k - d) / s + 1", "1 too much"),
    ("0.5", "gives 0.5 in every case"),
    ("str((k - d) / s)", "text, '0.32', and not the number"),
    ("float('nan')", "nothing that can be written as a number"),
    ("[][1]", "IndexError"),
    ("'much'", "one number of standard deviations"),
    ("def f(change_control, change, sd):\n    return (change_control - change) / sd", "another order", "sign"),
    ("def f(d, k):\n    return k - d", "takes 2 values;hands over 3: change, change_control and sd"),
)  # fmt: skip

ONE_MORE = "1 / (a / n - c / m)"
NEEDED_RIGHT = rows(
    "number_needed", True,
    (ONE_MORE, AGREES + ";it gives −4: a number needed to harm of 4", "rounded to;Only;reads as a gain"),
    ("n * m / (a * m - c * n)", AGREES),
    ("(a / n - c / m)**-1", AGREES),
    ("1 / (-(c / m - a / n))", AGREES),
    ("100 / (100 * a / n - 100 * c / m)", AGREES),
    ("1 / ((1 - c / m) - (1 - a / n))", AGREES),
    ("1 / (Fraction(a, n) - Fraction(c, m))", AGREES),
    ("1 / np.subtract(a / n, c / m)", AGREES),
    ("round(1 / (a / n - c / m), 2)", TWO, "equation gives"),
    ("round(1 / (a / n - c / m), 3)", THREE),
    ("round(1 / (a / n - c / m), 4)", "rounded to four decimals"),
    ("abs(1 / (a / n - c / m))", AGREES + ";it gives 4 all the same;gain"),
    ("abs(1 / (c / m - a / n))", AGREES + ";harm"),
    ("math.inf if a / n == c / m else 1 / (a / n - c / m)", AGREES, "Without a difference"),
    ("0 if a / n == c / m else 1 / (a / n - c / m)", "Without a difference it gives 0;grows without end"),
    ("None if a / n <= c / m else 1 / (a / n - c / m)", "it gives no number;harmed"),
    ("import ketlessons.models as models\nf = lambda a, n, c, m: models.number_needed(a, n, c, m).value",
     "all the same"),
)  # fmt: skip

NEEDED_WRONG = rows(
    "number_needed", False,
    ("...", STUB),
    ("a / n - c / m", "risk difference;Divide 1 by it"),
    ("c / m - a / n", "control arm first"),
    ("1 / (c / m - a / n)", "sign is turned"),
    ("1 / (100 * a / n - 100 * c / m)", "hundredth;not percentages"),
    ("100 / (a / n - c / m)", "hundred times too many"),
    ("100 * (a / n - c / m)", "percentage points"),
    ("round(100 * (a / n - c / m), 2)", "percentage points"),
    ("1 / (a - c)", "not equally large;people in its arm"),
    ("a - c", "difference of the counts"),
    ("(n + m) / (a - c)", "thrown together"),
    ("1 / (a / n - c / n)", "divided by the drug's arm"),
    ("1 / (a / m - c / m)", "divided by the control arm"),
    ("1 / (a / m - c / n)", "totals of the two arms have changed places"),
    ("1 / (n / a - m / c)", "upside down"),
    ("1 / (a / n) - 1 / (c / m)", "difference of the shares first"),
    ("1 / (a / n) - c / m", "brackets"),
    ("1 / a / n - c / m", "brackets round the whole difference"),
    ("(a / n) / (c / m)", "risk ratio"),
    ("(c / m) / (a / n)", "risk ratio, upside down"),
    ("(a / n) / (c / m) - 1", "relative gain"),
    ("(a / n - c / m) / (c / m)", "relative gain"),
    ("1 / ((a / n) / (c / m) - 1)", "one over the relative gain"),
    ("1 - (a / n) / (c / m)", "relative risk reduction"),
    ("1 / (1 - (a / n) / (c / m))", "one over the relative risk reduction"),
    ("(a / (n - a)) / (c / (m - c))", "odds ratio"),
    ("1 / (a / (n - a) - c / (m - c))", "odds, and not shares"),
    ("1 / ((1 - a / n) - (1 - c / m))", "sign is turned"),
    ("1 / (a / n + c / m)", "added"),
    ("1 / (a / n * c / m)", "multiplied"),
    ("1 / (a / n)", "drug arm alone"),
    ("1 / (c / m)", "control arm alone"),
    ("1 / (round(a / n, 2) - round(c / m, 2))", "shares are rounded on the way"),
    ("1 / round(a / n - c / m, 2)", "difference is rounded on the way"),
    ("100 / (round(100 * a / n) - round(100 * c / m))", "rounded on the way"),
    ("math.ceil(1 / (a / n - c / m))", "rounded up to whole numbers;Papers print it", "gives 11"),
    ("int(np.ceil(round(1 / (a / n - c / m), 9)))", "rounded up to whole numbers"),
    ("math.floor(1 / (a / n - c / m))", "cut off to whole numbers"),
    ("int(1 / (a / n - c / m))", "cut off to whole numbers"),
    ("1 // (a / n - c / m)", "whole numbers;//"),
    ("round(1 / (a / n - c / m))", "rounded to whole numbers;not round"),
    ("round(1 / (a / n - c / m), 1)", "rounded to one decimal"),
    ("1 / (a // n - c // m)", "ZeroDivisionError;one slash"),
    ("2 / (a / n - c / m)", "2 times"),
    ("1 / (a / n - 0.25)", "does not change with events_control and total_control"),
    ("1 / max(a / n - c / m, 0.01)", "drug does worse;it gives 100;the equation gives −4"),
    ("5.0", "gives 5 in every case"),
    ("str(1 / (a / n - c / m))", "text, '4.0', and not the number"),
    ("'many'", "one number of people"),
    ("float('nan')", "nothing that can be written as a number"),
    ("[][1]", "IndexError"),
    ("def f(events, events_control, total, total_control):"
     "\n    return 1 / (events / total - events_control / total_control)",
     "another order;events, total, events_control, total_control"),
    ("def f(a, n):\n    return a / n", "takes 2 values;hands over 4"),
    ("def f(a, n, c, m):\n    print(1 / (a / n - c / m))", "shows its answer (“4.0”)"),
)  # fmt: skip

PREDICTIVE_RIGHT = rows(
    "predictive_value", True,
    ("s * p / (s * p + (1 - c) * (1 - p))", AGREES + ";90 % where 50 % have it, 50 % where 10 % have it, 8.3 %",
     "round"),
    ("1 / (1 + (1 - c) * (1 - p) / (s * p))", AGREES),
    ("s * p / (1 - c + p * (s + c - 1))", AGREES),
    ("1 - (1 - c) * (1 - p) / (s * p + (1 - c) * (1 - p))", AGREES),
    ("(s / (1 - c) * p / (1 - p)) / (1 + s / (1 - c) * p / (1 - p))", AGREES),
    ("np.float64(s * p) / (s * p + (1 - c) * (1 - p))", AGREES),
    ("round(s * p / (s * p + (1 - c) * (1 - p)), 3)", THREE),
    ("def f(sensitivity, specificity, prevalence):\n    right = sensitivity * prevalence"
     "\n    alarms = (1 - specificity) * (1 - prevalence)\n    return right / (right + alarms)",
     AGREES + ";What it means did", "drink;spik;assault"),
    ("import ketlessons.models as models\nf = models.positive_predictive_value", AGREES),
)  # fmt: skip
PREDICTIVE_WRONG = rows(
    "predictive_value", False,
    ("...", STUB),
    ("s", "the sensitivity;P(positive | thing);P(thing | positive)"),
    ("c", "the specificity;P(thing | positive)"),
    ("p", "the prevalence, before any test"),
    ("s * p", "share of all that have it and test positive;Divide by all that test positive"),
    ("(1 - c) * (1 - p)", "false alarms"),
    ("s * p + (1 - c) * (1 - p)", "share of all that test positive;Divide the right positives"),
    ("(1 - c) * (1 - p) / (s * p + (1 - c) * (1 - p))", "positive results that are wrong"),
    ("c * (1 - p) / (c * (1 - p) + (1 - s) * p)", "negative results that are right"),
    ("(1 - s) * p / (c * (1 - p) + (1 - s) * p)", "negative results that are wrong"),
    ("s / (s + (1 - c))", "the prevalence drops out"),
    ("s * p / (s * p + c * (1 - p))", "rightly test negative stand below"),
    ("s * p / (s * p + (1 - c))", "not weighed with 1 - prevalence"),
    ("s * p / (s * p + (1 - c) * p)", "the prevalence drops out"),
    ("s * p / (s * p + (1 - s) * (1 - p))", "1 - sensitivity stands where"),
    ("s * p / (s * p + (1 - s) * p)", "the sensitivity"),
    ("s / (s * p + (1 - c) * (1 - p))", "the prevalence is missing"),
    ("p / (s * p + (1 - c) * (1 - p))", "the sensitivity is missing"),
    ("s * p / s * p + (1 - c) * (1 - p)", "brackets are missing;whole sum"),
    ("s * p / (s * p + 1 - c * (1 - p))", "brackets are missing;(1 - specificity)"),
    ("s * p / (s * p + (1 - c) * 1 - p)", "brackets are missing;(1 - prevalence)"),
    ("s * p / ((1 - c) * (1 - p))", "odds;right positives over false alarms"),
    ("s / (1 - c)", "likelihood ratio"),
    ("s * p + c * (1 - p)", "share of all results that are right"),
    ("s + c - 1", "Youden"),
    ("(s * p + (1 - c) * (1 - p)) / (s * p)", "upside down"),
    ("100 * s * p / (s * p + (1 - c) * (1 - p))", "in percent"),
    ("s * p / (s * p - (1 - c) * (1 - p))", "a minus stands where"),
    ("def f(prevalence, sensitivity, specificity):"
     "\n    s, c, p = sensitivity, specificity, prevalence\n    return s * p / (s * p + (1 - c) * (1 - p))",
     "another order;sensitivity, specificity, prevalence"),
    ("0.5", "gives 0.5 in every case"),
    ("def f(s, c):\n    return s * c", "takes 2 values;hands over 3"),
)  # fmt: skip

CHARGED_RIGHT = rows(
    "charged", True,
    ("1 / (1 + 10**(h - k))", AGREES + ";0.557 at the pH of blood", "round"),
    ("10**-h / (10**-h + 10**-k)", AGREES),
    ("1 - 1 / (1 + 10**(k - h))", AGREES),
    ("10**(k - h) / (1 + 10**(k - h))", AGREES),
    ("1 / (1 + math.exp(math.log(10) * (h - k)))", AGREES),
    ("0.5 * (1 + math.tanh(0.5 * math.log(10) * (k - h)))", AGREES),
    ("1 / (1 + pow(10, h - k))", AGREES),
    ("1 / (1 + np.power(10.0, h - k))", AGREES),
    ("round(1 / (1 + 10**(h - k)), 3)", THREE),
    ("round(1 / (1 + 10**(h - k)), 2)", TWO),
    ("def f(ph, pka):\n    ratio = 10**(ph - pka)\n    return 1 / (1 + ratio)", AGREES),
    ("import ketlessons.models as models\nf = models.charged_share", AGREES),
)  # fmt: skip

CHARGED_WRONG = rows(
    "charged", False,
    ("...", STUB),
    ("1 / (1 + 10**(k - h))", "share without a charge;pH less pKa"),
    ("1 - 1 / (1 + 10**(h - k))", "share without a charge"),
    ("10**(h - k) / (1 + 10**(h - k))", "share without a charge"),
    ("100 / (1 + 10**(h - k))", "in percent;leave out the 100"),
    ("1 / (1 + math.exp(h - k))", "raises e;powers of 10"),
    ("1 / (1 + math.exp(k - h))", "raises e;without a charge"),
    ("1 / (1 + 2**(h - k))", "raises 2"),
    ("10**(k - h)", "ratio of charged to uncharged;whole"),
    ("10**(h - k)", "ratio of uncharged to charged"),
    ("1 + 10**(h - k)", "one over the share;Divide 1 by it"),
    ("1 / 1 + 10**(h - k)", "one over the share;around the whole sum"),
    ("1 / (1 + 10**h - k)", "brackets are missing in the power"),
    ("1 / (1 + 10 * (h - k))", "multiplies, where a power"),
    ("1 / (1 + (h - k))", "power of 10 is missing"),
    ("1 / (1 + 10**(h / k))", "the two are divided"),
    ("1 / (1 - 10**(h - k))", "a minus where a plus"),
    ("1 / (1 + 10**abs(h - k))", "which side of the pKa;abs"),
    ("h - k", "step from pKa to pH"),
    ("h / k", "pH over pKa"),
    ("k / (h + k)", "as if they were amounts;logarithms"),
    ("1 / (1 + round(10**(h - k), 1))", "power is rounded on the way"),
    ("0.5", "gives 0.5 in every case"),
    ("0.557", "gives 0.557 in every case"),
    ("1 / (1 + 10**(h - 7.5))", "does not change with pka"),
    ("1 / (1 + 10**(7.4 - k))", "does not change with ph"),
    ("str(1 / (1 + 10**(h - k)))", "and not the number"),
    ("'most'", "one number from 0 to 1"),
    ("float('nan')", "nothing that can be written as a number"),
    ("[][1]", "IndexError"),
    ("def f(pka, ph):\n    return 1 / (1 + 10**(ph - pka))", "another order;ph, pka"),
    ("def f(ph):\n    return ph", "takes 1 value;hands over 2"),
    ("def f(ph, pka):\n    print(1 / (1 + 10**(ph - pka)))", "shows its answer"),
)  # fmt: skip

ROWS = [
    *CHARGED_RIGHT,
    *CHARGED_WRONG,
    *HILL_RIGHT,
    *HILL_WRONG,
    *DECAY_RIGHT,
    *DECAY_WRONG,
    *LEAD_RIGHT,
    *LEAD_WRONG,
    *NEEDED_RIGHT,
    *NEEDED_WRONG,
]
ROWS += [*PREDICTIVE_RIGHT, *PREDICTIVE_WRONG]


def given(row: Row) -> object:
    """Run the text of a cell as a kernel does, and return what stands for its function."""
    cell, whole = {}, re.search(r"^(f = |(async )?def f\(|class f|.* as f$)", row.source, flags=re.M)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        exec(row.source if whole else f"{IMPORTS}f = lambda {VALUES[row.check]}: ({row.source})", cell)
    return cell["f"]


def replied(row: Row) -> check.Reply:
    return getattr(check, row.check)(given(row))


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(calling, "LIMIT_S", 0.2)


def test_the_table_is_long_and_has_no_row_twice():
    assert len(ROWS) >= 250
    assert len({(row.check, row.source) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.check}: {row.source}"[:70])
def test_an_answer_gets_its_reply(row, capfd):
    if "SyntaxError" in row.words:
        with pytest.raises(SyntaxError):
            given(row)
        return
    kept = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL), sys.gettrace(), sys.stdin
    verdict = replied(row)
    reply = repr(verdict)
    assert verdict.solved is row.solved, reply
    for words in filter(None, row.words.split(";")):
        assert words in reply
    for words in filter(None, row.never.split(";")):
        assert words not in reply
    assert capfd.readouterr() == ("", ""), "what a function prints stays out of the cell"
    now = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL), sys.gettrace(), sys.stdin
    assert kept == now, "the kernel is as it was"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.check}: {row.source}"[:70])
def test_a_reply_reads_well(row):
    if "SyntaxError" in row.words:
        return
    lines = replied(row).lines
    assert len(lines) >= 2, "what was seen, and what to do next"
    for line in lines:
        assert line == line.strip()
        assert line[0].isupper()
        assert line.endswith((".", ":", "?")) or line.startswith("Your function stopped at"), line
        assert "\n" not in line
        assert len(line) < 300
        assert not re.search(r"\b(nan|inf|NaN|\d+j|0x\w+|Traceback)\b", line)
        pair = re.search(r"gives (\S+?)[;.]? .*the equation gives (\S+?)\.?$", line)
        assert pair is None or pair[1] != pair[2], line
