"""What have I answered and built, and how do I take it along or remove it? The learner's side of the record.

`from ketlessons import my_record`, then `my_record.show()`. The record is one file on this machine; nothing is sent
anywhere. The variable KETLESSONS_RECORD=off, or `my_record.stop()`, ends it.
"""

from ketlessons.my_record.adding import keep_picture, reflect
from ketlessons.my_record.ending import erase, start, stop
from ketlessons.my_record.showing import Told, answers, built, show, where
from ketlessons.my_record.taking import bring, hand_in, save

__all__ = [
    "Told",
    "answers",
    "bring",
    "built",
    "erase",
    "hand_in",
    "keep_picture",
    "reflect",
    "save",
    "show",
    "start",
    "stop",
    "where",
]
