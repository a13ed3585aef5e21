"""The list of each kind of record, each made for its own use; `sayso.pages.PAGES` names them."""
