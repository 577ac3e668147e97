"""What tests of pictures share: see `tests/support/drawing/pictures.py`."""

from pictures import contrast_of, luminance_of, read_svg  # noqa: F401
