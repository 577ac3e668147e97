"""Which published numbers carry a named regimen through the body and to its target."""
