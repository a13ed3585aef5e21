"""Views to HTML. Escaping is always on, a missing value is an error, and a template can look nothing up."""
