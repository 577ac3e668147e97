"""What every live output of a lesson has: a still copy beside it, a line with a way back, and an end.

Explorers and questions are built on `LiveWidget`. It knows nothing of figures' contents, controls or questions.
"""

from ketlessons.live.announce import Announced
from ketlessons.live.widget import LiveWidget, look, script

__all__ = ["Announced", "LiveWidget", "look", "script"]
