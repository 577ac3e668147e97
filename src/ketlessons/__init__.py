"""ketlessons: an open, executable pharmacology course on ketamine.

The public face is short. In a lesson: ``from ketlessons import ask, check, evidence, explore, models, published``.

- `explore` holds the live figures, one function each.
- `ask` asks a question by its id, `reveal` tells how predictions fared, `review` asks further questions one at a time;
  `check` looks at a learner's own equation.
- `evidence` hands out facts with unit, range and source.
- `models` are the equations: pure functions of numbers and arrays.
- `published` are the equations with the numbers of the tables in them.
"""

from ketlessons import check, evidence, models, published
from ketlessons import explorers as explore
from ketlessons.quiz.asking import ask, reveal, review

__version__ = "0.3.0"

__all__ = ["__version__", "ask", "check", "evidence", "explore", "models", "published", "reveal", "review"]
