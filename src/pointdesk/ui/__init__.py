"""Components, templates and styles that every page shares."""
