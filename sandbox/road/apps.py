from django.apps import AppConfig


class RoadConfig(AppConfig):
    """Walks the demo site's items along the review, as its people would."""

    name = "sandbox.road"
    label = "sandbox_road"
