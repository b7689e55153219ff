"""An application with a base page of the site's own, in place of Wagtail's."""
