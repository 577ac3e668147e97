"""What is said in a question of any kind: its options, or the steps of an order and what is said of typical slips."""

from ketlessons.quiz import Option, Order


def options_of(asked):
    """Return the parts of a question as options; each step of an order is right, a slip is feedback alone."""
    if not isinstance(asked, Order):
        return asked.options
    steps = tuple(Option(step.text, True, step.feedback) for step in asked.steps)
    return (*steps, *(Option("", False, swap.feedback, swap.misconception) for swap in asked.swaps))
