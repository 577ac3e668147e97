"""How is a question seen, heard and printed? Its widget, its still copy, and what the page is told."""
