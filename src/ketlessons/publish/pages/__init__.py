"""The pages of the site: what every page has, and one module for each kind of page. `publish/site.py` builds them."""
