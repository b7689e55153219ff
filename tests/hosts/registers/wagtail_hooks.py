"""The halls in the admin."""

from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from tests.hosts.registers.models import Hall


class HallAdmin(ModelAdmin):
    model = Hall


modeladmin_register(HallAdmin)
