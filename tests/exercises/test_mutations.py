"""Is a right equation with one thing changed refused? One operator, number or name at a time, in several right forms.

What is right is decided here, by the equation at many points drawn with a fixed seed, and not by the cases of a check.
"""

import ast
import copy
import math
import operator
from functools import cache

import numpy as np
import pytest

from ketlessons import check

POINTS = 60
FORMS = {
    "hill": (
        "c**n / (c**n + i**n)",
        "1 - 1 / (1 + (c / i)**n)",
        "(c / i)**n / (1 + (c / i)**n)",
        "1 / (1 + (i / c)**n)",
        "1 / (1 + math.exp(n * (math.log(i) - math.log(c))))",
    ),
    "decay": (
        "s * 0.5**(t / h)",
        "s / 2**(t / h)",
        "s * math.exp(-math.log(2) * t / h)",
        "s * 2**(-t / h)",
        "s - s * (1 - 0.5**(t / h))",
    ),
    "charged": ("1 / (1 + 10**(h - k))", "1 - 1 / (1 + 10**(k - h))", "10**-h / (10**-h + 10**-k)"),
    "lead": ("(k - d) / s", "-(d - k) / s", "k / s - d / s", "1 / (s / (k - d))"),
    "held": ("c / (c + k)", "1 / (1 + k / c)", "1 - k / (c + k)", "(c / k) / (1 + c / k)"),
    "from_plasma": (
        "t * u / m / (t * u / m + k)",
        "1 / (1 + k * m / (t * u))",
        "t * u / (t * u + k * m)",
    ),
    "extra_cases": (
        "n * u / 100 * (a - b) / 100",
        "n * (u / 100) * (a / 100 - b / 100)",
        "n * u / 100 * a / 100 - n * u / 100 * b / 100",
    ),
    "number_needed": ("1 / (a / n - c / m)", "n * m / (a * m - c * n)", "100 / (100 * a / n - 100 * c / m)"),
    "predictive_value": (
        "s * p / (s * p + (1 - c) * (1 - p))",
        "1 / (1 + (1 - c) * (1 - p) / (s * p))",
        "1 - (1 - c) * (1 - p) / (s * p + (1 - c) * (1 - p))",
    ),
    "harder.charged": ("k + math.log10((1 - f) / f)", "k - math.log10(f / (1 - f))", "k + math.log10(1 / f - 1)"),
    "harder.hill": (
        "i * (b / (1 - b))**(1 / n)",
        "i / (1 / b - 1)**(1 / n)",
        "i * math.exp(math.log(b / (1 - b)) / n)",
    ),
    "harder.held": (
        "c / k / (1 + c / k + r / m)",
        "c / (c + k * (1 + r / m))",
        "1 / (1 + k / c * (1 + r / m))",
    ),
    "harder.decay": (
        "1 / (1 - 0.5**(t / h))",
        "1 / (1 - math.exp(-math.log(2) * t / h))",
        "2**(t / h) / (2**(t / h) - 1)",
    ),
    "harder.lead": (
        "(k - d) / (((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2))**0.5",
        "(k - d) * ((n + m - 2) / ((n - 1) * s**2 + (m - 1) * t**2))**0.5",
    ),
    "harder.number_needed": (
        "1 / (r * p / (1 - p + r * p) - p)",
        "1 / (r * p / (1 - p) / (1 + r * p / (1 - p)) - p)",
        "(1 - p + r * p) / (p * (1 - p) * (r - 1))",
    ),
    "harder.from_plasma": ("k * s / (1 - s) / u * m", "m * k / u / (1 / s - 1)", "k * m * s / (u - u * s)"),
    "harder.extra_cases": (
        "u * a / (u * a + (100 - u) * b)",
        "1 / (1 + (100 - u) * b / (u * a))",
        "1 - (100 - u) * b / (u * a + (100 - u) * b)",
    ),
    "harder.predictive_value": (
        "s * t * p / (s * t * p + (1 - c) * (1 - d) * (1 - p))",
        "1 / (1 + (1 - c) * (1 - d) * (1 - p) / (s * t * p))",
    ),
}
RIGHT = {
    "hill": lambda c, i, n: c**n / (c**n + i**n),
    "decay": lambda s, h, t: s * 0.5 ** (t / h),
    "charged": lambda h, k: 1 / (1 + 10 ** (h - k)),
    "lead": lambda d, k, s: (k - d) / s,
    "held": lambda c, k: c / (c + k),
    "from_plasma": lambda t, u, m, k: 1 - m * k / (m * k + t * u),
    "extra_cases": lambda a, b, u, n: n * u / 100 * (a - b) / 100,
    "number_needed": lambda a, n, c, m: 1 / (a / n - c / m),
    "predictive_value": lambda s, c, p: s * p / (s * p + (1 - c) * (1 - p)),
    # Written in other ways than the library's, so that one slip is not in both.
    "harder.charged": lambda f, k: k + math.log10(1 - f) - math.log10(f),
    "harder.hill": lambda b, i, n: math.exp(math.log(i) + (math.log(b) - math.log1p(-b)) / n),
    "harder.held": lambda c, k, r, m: c * m / (k * m + c * m + r * k),
    "harder.decay": lambda h, t: -1 / math.expm1(-math.log(2) * t / h),
    "harder.lead": lambda d, s, n, k, t, m: (
        (k - d) / math.sqrt((n - 1) / (n + m - 2) * s * s + (m - 1) / (n + m - 2) * t * t)
    ),
    "harder.number_needed": lambda r, p: (1 + p * (r - 1)) / (p * (1 - p) * (r - 1)),
    "harder.from_plasma": lambda s, u, m, k: m * k / (u * (1 / s - 1)),
    "harder.extra_cases": lambda a, b, u: a * u / (b * 100 + u * (a - b)),
    "harder.predictive_value": lambda s, c, p, t, d: 1 / (1 + (1 / p - 1) * (1 - c) / s * (1 - d) / t),
}
NAMES = {name: right.__code__.co_varnames for name, right in RIGHT.items()}
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod)
CALLS = {"log": ("log10", "log2", "exp"), "exp": ("exp2", "log1p", "expm1")}


@cache
def points(name):
    """Return values that the lesson allows, away from zero; the drug does better, or worse."""
    random = np.random.default_rng(6)
    if name == "hill":
        return [(*map(float, 10 ** random.uniform(-1, 1, 2)), float(random.uniform(0.3, 4))) for _ in range(POINTS)]
    if name == "decay":
        return [tuple(map(float, random.uniform((10, 1, 0.5), (900, 9, 30)))) for _ in range(POINTS)]
    if name == "held":
        return [tuple(map(float, 10 ** random.uniform(-1, 1, 2))) for _ in range(POINTS)]
    if name == "charged":
        return [tuple(map(float, random.uniform((5, 6), (10, 9)))) for _ in range(POINTS)]
    if name == "lead":
        return [tuple(map(float, random.uniform((-20, -20, 0.5), (5, 5, 15)))) for _ in range(POINTS)]
    if name == "from_plasma":
        return [tuple(map(float, random.uniform((50, 0.1, 150, 0.2), (900, 0.95, 400, 3)))) for _ in range(POINTS)]
    if name == "harder.from_plasma":
        return [tuple(map(float, random.uniform((0.05, 0.1, 150, 0.2), (0.95, 0.95, 400, 3)))) for _ in range(POINTS)]
    if name == "extra_cases":
        return [tuple(map(float, random.uniform((1, 1, 1, 50), (99, 99, 99, 5000)))) for _ in range(POINTS)]
    if name == "predictive_value":
        return [tuple(map(float, random.uniform(0.05, 0.95, 3))) for _ in range(POINTS)]
    if name == "harder.charged":
        return [tuple(map(float, random.uniform((0.02, 6), (0.98, 9)))) for _ in range(POINTS)]
    if name == "harder.hill":
        return [tuple(map(float, random.uniform((0.05, 0.1, 0.4), (0.95, 20, 3)))) for _ in range(POINTS)]
    if name == "harder.held":
        return [tuple(map(float, 10 ** random.uniform(-1, 1, 4))) for _ in range(POINTS)]
    if name == "harder.decay":
        return [tuple(map(float, random.uniform((1, 1), (30, 60)))) for _ in range(POINTS)]
    if name == "harder.lead":
        low, high = (-20, 3, 5, -12, 3, 5), (-1, 15, 150, 2, 15, 150)
        return [tuple(map(float, random.uniform(low, high))) for _ in range(POINTS)]
    if name == "harder.number_needed":
        return [tuple(map(float, random.uniform((1.2, 0.05), (5, 0.8)))) for _ in range(POINTS)]
    if name == "harder.extra_cases":
        return [tuple(map(float, random.uniform((1, 1, 1), (99, 99, 99)))) for _ in range(POINTS)]
    if name == "harder.predictive_value":
        return [tuple(map(float, random.uniform(0.05, 0.95, 5))) for _ in range(POINTS)]
    totals = random.integers(20, 400, (POINTS, 2))
    return [(int(random.integers(1, n)), int(n), int(random.integers(1, m)), int(m)) for n, m in totals]


def mutants(name, form):
    """Return every expression that differs in one operator, number, name or call, or has two sides exchanged."""
    tree = ast.parse(form, mode="eval")
    found = {}
    for index, node in enumerate(ast.walk(tree)):
        for change in changes(node, NAMES[name]):
            other = copy.deepcopy(tree)
            change(list(ast.walk(other))[index])
            found[ast.unparse(ast.fix_missing_locations(other))] = None
    found.pop(ast.unparse(tree), None)
    return list(found)


def changes(node, names):
    def put(**parts):
        return lambda place: [setattr(place, part, value) for part, value in parts.items()]

    if isinstance(node, ast.BinOp):
        yield from (put(op=kind()) for kind in OPERATORS if not isinstance(node.op, kind))
        yield put(left=node.right, right=node.left)
    if isinstance(node, ast.UnaryOp):
        yield put(op=ast.UAdd() if isinstance(node.op, ast.USub) else ast.USub())
    if isinstance(node, ast.Constant):
        values = (node.value + 1, -node.value, 2 * node.value, 1.01 * node.value, 0.99 * node.value, 1 / node.value, 0)
        yield from (put(value=value) for value in values)
    if isinstance(node, ast.Name) and node.id in names:
        yield from (put(id=other) for other in names if other != node.id)
    if isinstance(node, ast.Attribute) and node.attr in CALLS:
        yield from (put(attr=other) for other in CALLS[node.attr])


@cache
def is_right(name, form):
    """Say whether an expression is the equation: at every point, or with its minus lost where the drug does worse."""
    function, lost = made(name, form), abs if name == "number_needed" else float
    for case in points(name):
        try:
            mine = function(*case)
        except (ArithmeticError, ValueError, TypeError):  # a complex number is refused by math
            return False
        right = RIGHT[name](*case)
        if isinstance(mine, complex) or not (
            math.isclose(mine, right, rel_tol=1e-9) or math.isclose(mine, lost(right), rel_tol=1e-9)
        ):
            return False
    return True


def check_of(name):
    return operator.attrgetter(name)(check)


def made(name, form):
    return eval(f"lambda {', '.join(NAMES[name])}: {form}", {"math": math})


MUTANTS = [(name, mutant) for name, forms in FORMS.items() for form in forms for mutant in mutants(name, form)]


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in FORMS.items() for form in forms])
def test_each_form_is_right_and_taken(name, form):
    assert is_right(name, form)
    assert check_of(name)(made(name, form)).solved


def test_there_are_many_mutants_and_some_are_right():
    right = sum(is_right(name, form) for name, form in MUTANTS)
    assert len(MUTANTS) > 1400
    assert 10 < right < len(MUTANTS) / 10


@pytest.mark.parametrize("decimals", [None, 2])
@pytest.mark.parametrize("name", FORMS)
def test_one_change_is_refused_unless_it_changes_nothing(name, decimals):
    for form in [form for of, form in MUTANTS if of == name]:
        answer = form if decimals is None else f"round({form}, {decimals})"
        verdict = check_of(name)(made(name, answer))
        assert verdict.solved == is_right(name, form), f"{answer}: {verdict}"
        assert len(verdict.lines) >= 2
