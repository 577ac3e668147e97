"""Draw all pictures that the pages need and that are not kept yet: `python -m ketlessons.publish.recorded`."""

from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import cache
from ketlessons.publish.recorded.record import recorded

if __name__ == "__main__":
    packs = recorded(LIVE)
    print(f"{len(packs)} explorers, {sum(map(len, packs.values())) / 1e6:.1f} MB, in {cache.folder()}")
