"""An application that uses settings models and modeladmin, as sites do."""
