"""What does a class know, and what goes wrong in it? One page from a folder of records: no names, no network.

`python -m ketlessons.publish class FOLDER` reads the records that learners have handed over, each a file that
`my_record.save("mine.jsonl")` or a page of the site has written.
"""

from ketlessons.publish.classroom.page import page
from ketlessons.publish.classroom.records import Broken, Class, Learner, read_folder

__all__ = ["Broken", "Class", "Learner", "page", "read_folder"]
