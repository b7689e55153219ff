"""An application with images and documents of the site's own."""
