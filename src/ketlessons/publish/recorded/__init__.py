"""Every picture of an explorer, drawn beforehand for a page that runs no code.

Nothing here knows a notebook or a page: `ketlessons.publish.pages` puts what is recorded into a lesson.
"""
