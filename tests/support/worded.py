"""What is said in a question of any kind: its options, or the steps of an order, or what is said of a number."""

from ketlessons.quiz import Number, Option, Order


def options_of(asked):
    """Return the parts of a question as options; each step of an order is right, a slip is feedback alone."""
    if isinstance(asked, Order):
        steps = tuple(Option(step.text, True, step.feedback) for step in asked.steps)
        return (*steps, *(Option("", False, swap.feedback, swap.misconception) for swap in asked.swaps))
    if isinstance(asked, Number):
        slips = (Option("", False, one.feedback, one.misconception) for one in asked.typical)
        return (Option("", True, asked.feedback), Option("", False, asked.hint), *slips)
    return asked.options
