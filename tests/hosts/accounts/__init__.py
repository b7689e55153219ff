"""An application with accounts of the site's own."""
